import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { warc } from '../../../pipelines/image-readers/warc.ts';
import { type Reading, readImages } from './read-images.ts';
import { response, warcRecord } from './write-sources.ts';

/** Each record as its image's text, or its problem. */
async function told(records: readonly Buffer[], reading: Reading = {}, key = 'w.warc') {
  const read = await readImages(warc, key, Buffer.concat(records), {}, reading);
  return read.map((record) => ('problem' in record ? record.problem : Buffer.from(record.bytes).toString()));
}

const url = 'http://x.org/i.png';
const page = response('http://x.org/', 'text/html', '<img src=i.png alt=text>');
const image = response(url, 'image/png', 'IMAGE');

describe('warc', () => {
  it('finds an image before or after its page, by its address', async () => {
    assert.deepEqual(await told([image, page]), ['IMAGE']);
    assert.deepEqual(await told([page, image]), ['IMAGE']);
    assert.deepEqual(await told([page, image, response(url, 'image/png', 'LATER')]), ['IMAGE']);
    assert.deepEqual(await told([page, response('<http://X.org:80/i.png#f>', 'image/png', 'SAME')]), ['SAME']);
    const resource = { 'WARC-Type': 'resource', 'WARC-Target-URI': url, 'Content-Type': 'image/gif' };
    assert.deepEqual(await told([page, warcRecord(resource, 'RESOURCE')]), ['RESOURCE']);
  });

  it('tells long addresses apart, up to 2,048 characters', async () => {
    const longs = ['a', 'b'].map((end) => `http://x.org/${'i'.repeat(2034)}${end}`);
    const images = longs.map((address) => response(address, 'image/png', address.slice(-1)));
    const both = response('http://x.org/', 'text/html', longs.map((address) => `<img src=${address} alt=t>`).join(''));
    assert.deepEqual(await told([...images, both]), ['a', 'b']);
    const longer = response(`${longs[0]}i`, 'image/png', 'LONGER');
    const naming = response('http://x.org/', 'text/html', `<img src=${longs[0]}i alt=t><img alt=none>`);
    assert.deepEqual(await told([longer, naming]), ['missing-image', 'missing-image']);
  });

  it('takes neither failed answers nor other types', async () => {
    assert.deepEqual(await told([page, response(url, 'image/png', 'X', [], '404 Not Found')]), ['missing-image']);
    assert.deepEqual(await told([page, response(url, 'text/plain', 'X')]), ['missing-image']);
    assert.deepEqual(await told([response('http://x.org/', 'text/html', '<img src=i.png>', [], '500 Oh')]), []);
    assert.deepEqual(await told([warcRecord({ 'WARC-Type': 'warcinfo' }, '<img>')]), []);
  });

  it('gives each pair its place, text and page', async () => {
    const [record] = await readImages(warc, 'w.warc', Buffer.concat([image, page]));
    assert.deepEqual(record, {
      ...{ id: null, source: 'w.warc:2:1', label: null, caption: 'text', boxes: [] },
      bytes: Uint8Array.from(Buffer.from('IMAGE')),
      metadata: { page: 'http://x.org/', alt: 'text' },
    });
  });

  it('undoes chunks and content encodings, and takes bodies that only say that they have them', async () => {
    const encoded: readonly (readonly [string, Uint8Array | string])[] = [
      ['Content-Encoding: gzip', gzipSync('IMAGE')],
      ['Content-Encoding: deflate', deflateSync('IMAGE')],
      ['Content-Encoding: deflate', deflateRawSync('IMAGE')],
      ['Content-Encoding: br', brotliCompressSync('IMAGE')],
      ['Content-Encoding: zstd', zstdCompressSync('IMAGE')],
      ['Content-Encoding: gzip', 'IMAGE'],
      ['Transfer-Encoding: chunked', '3;x=y\r\nIMA\r\n2\r\nGE\r\n0\r\n\r\n'],
      ['Transfer-Encoding: chunked', 'IMAGE'],
      ['Transfer-Encoding: chunked', 'ff\r\nIMAGE'],
    ];
    for (const [header, body] of encoded) {
      assert.deepEqual(await told([page, response(url, 'image/png', body, [header])]), ['IMAGE'], header);
    }
    const bomb = response(url, 'image/png', gzipSync(Buffer.alloc(1 << 21)), ['Content-Encoding: gzip']);
    assert.deepEqual(await told([page, bomb]), ['record-too-large']);
    assert.deepEqual(await told([page, response(url, 'image/png', 'x', ['Content-Encoding: br'])]), [
      'corrupt-content',
    ]);
  });

  it('seeks in gzip members; of several records in one member only pages can be read', async () => {
    const members = [page, image].map((record) => gzipSync(record));
    assert.deepEqual(await told([gzipSync(''), ...members], {}, 'w.warc.gz'), ['IMAGE']);
    assert.deepEqual(await told([gzipSync(Buffer.concat([page, image]))], {}, 'w.warc.gz'), ['image-within-member']);
    const cut = Buffer.concat([...members, members[1] as Buffer]).subarray(0, -3);
    assert.deepEqual(await told([cut], {}, 'w.warc.gz'), ['IMAGE', 'truncated-gzip']);
    const flipped = Buffer.from(members[0] as Buffer);
    flipped.writeUInt8((flipped.at(-6) as number) ^ 1, flipped.length - 6);
    assert.deepEqual(await told([members[1] as Buffer, flipped], {}, 'w.warc.gz'), ['corrupt-gzip']);
    const zeros = gzipSync(Buffer.alloc(8 << 20));
    assert.deepEqual(await told([zeros], { expansionRatio: 100 }, 'w.warc.gz'), ['corrupt-warc']);
    const long = warcRecord({ 'WARC-Type': 'metadata' }, Buffer.alloc(8 << 20));
    assert.deepEqual(await told([gzipSync(long)], { expansionRatio: 100 }, 'w.warc.gz'), ['expansion-ratio']);
    assert.deepEqual(await told([zstdCompressSync(page)], {}, 'w.warc.zst'), ['unsupported-compression']);
  });

  it('says what is wrong with a file, once, after what could be read', async () => {
    const pair = [page, image];
    assert.deepEqual(await told([...pair, Buffer.from('HTTP/1.1 200\r\n')]), ['IMAGE', 'corrupt-warc']);
    for (const length of ['-1', 'x', '', '9'.repeat(16)]) {
      assert.deepEqual(await told([...pair, warcRecord({ 'Content-Length': length }, '')]), ['IMAGE', 'corrupt-warc']);
    }
    assert.deepEqual(await told([...pair, warcRecord({ 'Content-Length': '9999' }, 'x')]), ['IMAGE', 'truncated-warc']);
    const long = warcRecord({ X: 'x'.repeat(70_000) }, '');
    assert.deepEqual(await told([...pair, long]), ['IMAGE', 'corrupt-warc']);
    const large = response('http://x.org/', 'text/html', ' '.repeat(2000));
    assert.deepEqual(await told([large, ...pair], { recordBytes: 1000 }), ['record-too-large', 'IMAGE']);
  });
});
