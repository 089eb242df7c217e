import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { findImageReader } from '../../pipelines/image-readers/image-readers.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import { readImages } from './image-readers/read-images.ts';
import { type Entry, response, tarOf, warcRecord } from './image-readers/write-sources.ts';
import { readAll } from './readers/read-all.ts';
import { sourceFixture } from './readers/source-fixtures.ts';
import { staysNear } from './stays-near.ts';

const size = 2 ** 17;
const limits = { recordBytes: 2 ** 23, expansionRatio: 100 };

function repeated(part: Uint8Array, bytes = size): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / part.length) }, () => part));
}

interface ZipMember {
  readonly name: string;
  /** As stored. */
  readonly content: Buffer;
  readonly method?: number;
  readonly bytes?: number;
  readonly crc?: number;
}

/** A zip of members; `listed` times the directory names each, `extra` stands at each in the directory. */
function zipOf(members: readonly ZipMember[], { listed = 1, extra = Buffer.alloc(0), count = 0 } = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, method = 0, bytes = content.length, crc = crc32(content) } of members) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(bytes, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, place, Buffer.from(name), extra]);
    entry.writeUInt16LE(extra.length, 30);
    for (let time = 0; time < listed; time++) directory.push(entry);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), content);
    at += 30 + name.length + content.length;
  }
  const central = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.write('PK\x05\x06', 'latin1');
  tail.writeUInt16LE(count || directory.length, 10);
  tail.writeUInt32LE(central.length, 12);
  tail.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, central, tail]);
}

const zeros = Buffer.alloc(2 ** 24);
const lines = Buffer.from('{"text":"The mill grinds the grain."}\n');
const some = (count: number, entry: (index: number) => Entry): Buffer =>
  tarOf(Array.from({ length: count }, (_, index) => entry(index)));
const bomb = { content: deflateRawSync(zeros), method: 8, bytes: zeros.length, crc: crc32(zeros) };
const nothing = { content: deflateRawSync(''), method: 8, bytes: 0, crc: 0 };

const zips: Readonly<Record<string, Buffer>> = {
  'a bomb': zipOf([{ name: 'a.jsonl', ...bomb }]),
  bombs: zipOf(Array.from({ length: 8 }, (_, index) => ({ name: `${index}.txt`, ...bomb }))),
  'one member, named again and again': zipOf([{ name: 'a.txt', ...bomb }], { listed: 2500 }),
  'members of nothing': zipOf(Array.from({ length: 1200 }, (_, index) => ({ name: `${index}.txt`, ...nothing }))),
  'one member of nothing, named again and again': zipOf([{ name: 'a.txt', ...nothing }], { listed: 2500 }),
  'fields without an end': zipOf([{ name: 'a.txt', content: lines }], { listed: 2, extra: Buffer.alloc(65_532) }),
  'ends of directories': repeated(Buffer.from('PK\x05\x06', 'latin1')),
  'more members than there are': zipOf([{ name: 'a.txt', content: lines }], { count: 65_535 }),
  'a member that lies of its length': zipOf([{ name: 'a.txt', content: repeated(lines), bytes: 1 }]),
  'gzip in a member': zipOf([{ name: 'a.jsonl.gz', content: deflateRawSync(gzipSync(zeros)), method: 8 }]),
  'a tar in a member': zipOf([{ name: 'a.tar', content: some(200, () => ({ name: 'a.txt' })) }]),
};

const pax = (records: string): Entry => ({ name: 'pax', type: 'x', content: records });
const tars: Readonly<Record<string, Buffer>> = {
  'members of nothing': some(size / 512, (index) => ({ name: `${index}.txt` })),
  'members of one name': some(size / 512, () => ({ name: 'a.txt' })),
  'headers of pax alone': some(size / 1024, () => pax('10 a=bcdef\n')),
  'records of pax': tarOf([pax('6 a=b\n'.repeat(size / 6)), { name: 'a.txt' }]),
  'long names alone': some(size / 1024, () => ({ name: 'x', type: 'L', content: 'a' })),
  'a length beyond the end': tarOf([{ name: 'a.jsonl', content: lines, size: 2 ** 32 }]),
  'a long name beyond the end': tarOf([{ name: 'a.jsonl', type: 'L', content: lines, size: 2 ** 32 }]),
  zeros: zeros.subarray(0, size),
  'links of a length': some(size / 512, () => ({ name: 'a', type: '2', size: 2 ** 30 })),
  'gzip in a member': tarOf([{ name: 'a.jsonl.gz', content: gzipSync(zeros) }]),
};

/** Compressed, of some hundred kilobytes at most. */
const compressedTars: Readonly<Record<string, Buffer>> = {
  'twenty thousand members': gzipSync(some(20_000, (index) => ({ name: `${index}.txt` }))),
  'gzip in a member': gzipSync(tarOf([{ name: 'a.jsonl.gz', content: gzipSync(Buffer.alloc(2 ** 26)) }])),
  'zeros after zeros': gzipSync(Buffer.alloc(2 ** 26)),
  'gzip of nothing': repeated(gzipSync('')),
};

const http = (head: string, body: string | Uint8Array = ''): Buffer =>
  warcRecord(
    { 'WARC-Type': 'response', 'WARC-Target-URI': 'http://a.com/' },
    Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${head}`), Buffer.from(body as string)]),
  );
const folded = `A: b\r\n${' a\r\n'.repeat(900)}`;
const wide = `A: b\r\n${`${' a'.repeat(2 ** 14)}\r\n`.repeat(31)}${' b\r\n'.repeat(900)}\r\n`;
const chunks = Buffer.concat([Buffer.from('Transfer-Encoding: chunked\r\n\r\n'), repeated(Buffer.from('1\na\n'))]);
const warcs: Readonly<Record<string, Buffer>> = {
  'a length beyond the end': warcRecord({ 'WARC-Type': 'response', 'Content-Length': '99999999999' }, lines),
  'lengths that are too small': repeated(warcRecord({ 'WARC-Type': 'response', 'Content-Length': '1' }, lines)),
  'no length': repeated(Buffer.from('WARC/1.0\r\nWARC-Type: response\r\n\r\n')),
  'empty lines': repeated(Buffer.from('\r\n')),
  'small chunks': http(chunks.toString('latin1')),
  'lines that go on': repeated(http(`${folded}\r\n`)),
  encodings: http(`Content-Encoding: ${'gzip,'.repeat(9000)}\r\n\r\n`, gzipSync('a')),
  'a bomb in a page': http('Content-Encoding: gzip\r\n\r\n', gzipSync(zeros)),
};

const heads = Buffer.from([0x1f, 0x8b, 0x08, 0x00]);
const page = gzipSync(response('http://a.com/', 'text/html', '<p>The mill grinds the grain.'));
const damaged = Buffer.concat([page.subarray(0, -8), Buffer.alloc(8, 1)]);
const compressedWarcs: Readonly<Record<string, Buffer>> = {
  'damaged members': repeated(damaged),
  'heads of members': Buffer.concat([page, damaged, repeated(heads)]),
  'heads behind each damaged member': repeated(Buffer.concat([damaged, repeated(heads, 3000)]), 4 * size),
  'members of nothing': repeated(gzipSync('')),
  'headers that go on': gzipSync(repeated(http(wide), 20 * size)),
  'a bomb': gzipSync(Buffer.concat([http('\r\n'), zeros])),
};

const frames: Readonly<Record<string, Buffer>> = {
  'frames of nothing': repeated(zstdCompressSync('')),
  'frames to be skipped': repeated(Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0])),
  zeros: zstdCompressSync(zeros),
};

const endOfStream = Buffer.from('425a6839177245385090' + '00000000', 'hex');
const usualBlocks = sourceFixture('python.bz2');
const blocks: Readonly<Record<string, Buffer>> = { 'streams of nothing': repeated(endOfStream, 8 * size) };

const usualTar = some(64, (index) => ({ name: `${index}.txt`, content: repeated(lines, 1500) }));
const usualWarc = Array.from({ length: 64 }, (_, index) =>
  response(`http://a.com/${index}`, 'text/html', repeated(lines, 1700)),
);
const kinds: readonly (readonly [
  format: string,
  end: string,
  usual: Buffer,
  hostile: Readonly<Record<string, Buffer>>,
])[] = [
  [
    'zip',
    'zip',
    zipOf(Array.from({ length: 64 }, (_, i) => ({ name: `${i}.txt`, content: repeated(lines, 1900) }))),
    zips,
  ],
  ['tar', 'tar', usualTar, tars],
  ['tar', 'tar.gz', gzipSync(usualTar), compressedTars],
  ['warc', 'warc', Buffer.concat(usualWarc), warcs],
  ['warc', 'warc.gz', Buffer.concat(usualWarc.map((each) => gzipSync(each))), compressedWarcs],
  ['jsonl', 'jsonl.gz', gzipSync(repeated(lines)), { 'members of nothing': repeated(gzipSync('')) }],
  ['jsonl', 'jsonl.bz2', usualBlocks, blocks],
  ['jsonl', 'jsonl.zst', zstdCompressSync(repeated(lines)), frames],
];

for (const [format, end, usual, hostile] of kinds) {
  test(`a file .${end} of any kind takes about the time of an ordinary one`, async () => {
    const reader = findReader(format);
    assert.ok(reader !== undefined);
    await staysNear((bytes) => readAll(reader, `a.${end}`, bytes, {}, limits), usual, hostile);
  });
  const images = findImageReader(format);
  if (images === undefined || format === 'jsonl') continue;
  test(`and as one of images, .${end}`, async () => {
    await staysNear((bytes) => readImages(images, `a.${end}`, bytes, {}, limits), usual, hostile);
  });
}

test('a web archive whose page shows an image again and again gives no more bytes than it may grow to', async () => {
  const reader = findImageReader('warc');
  assert.ok(reader !== undefined);
  const image = Buffer.alloc(2 ** 22);
  const shown = response('http://a.com/', 'text/html', '<img src=i>'.repeat(20));
  const bytes = Buffer.concat([gzipSync(response('http://a.com/i', 'image/png', image)), gzipSync(shown)]);
  const records = await readImages(reader, 'a.warc.gz', bytes, {}, limits);
  const given = records.map((record) => ('problem' in record ? record.problem : record.bytes.length));
  assert.deepEqual(given, [...Array(3).fill(image.length), ...Array(17).fill('expansion-ratio')]);
});

test('a head of HTTP that does not end is no head', async () => {
  const reader = findReader('warc');
  assert.ok(reader !== undefined);
  const records = await readAll(
    reader,
    'a.warc',
    http(`${`A: ${'b'.repeat(60_000)}\r\n`.repeat(20)}\r\nx`),
    {},
    limits,
  );
  assert.deepEqual(records, []);
  const joined = http('Content-Encoding: zip,\r\n \r\n\t gzip\r\n\r\n', gzipSync('<p>The mill'));
  const [page] = await readAll(reader, 'a.warc', joined, {}, limits);
  assert.equal(page !== undefined && 'text' in page ? page.text : page, '<p>The mill');
});
