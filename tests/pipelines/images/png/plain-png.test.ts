import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { randomUint32 } from '../../../../core/seeded-random.ts';
import { openCropDecoder } from '../../../../pipelines/images/crop-decoder.ts';
import { decodePlainPng, mostPlainPixels } from '../../../../pipelines/images/png/decode-plain-png.ts';
import { readPlainPngHeader } from '../../../../pipelines/images/png/plain-png-header.ts';
import { type MadePng, makePng, pngChunk } from './made-png.ts';

const [width, height] = [23, 17];

/** Levels that differ from their neighbours by little, mostly: what filters are for. */
function levelsOf(count: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, place) => {
    const random = randomUint32(seed, place);
    return random % 7 === 0 ? random >>> 24 : Math.floor(128 + 90 * Math.sin(place / 11)) + (random % 5);
  });
}

const palette = Buffer.from(levelsOf(40 * 3, 9));
const numbers = Uint8Array.from({ length: width * height }, (_, place) => randomUint32(3, place) % 40);
const grey: MadePng = {
  ...{ width, height, colour: 0, levels: levelsOf(width * height, 1) },
  filterOf: (row) => row % 5,
};
const rgb: MadePng = { ...grey, colour: 2, levels: levelsOf(width * height * 3, 2) };
const numbered: MadePng = { ...grey, colour: 3, levels: numbers, before: [pngChunk('PLTE', palette)] };

async function throughSharp(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(bytes, { failOn: 'warning' }).flatten({ background: '#ffffff' }).toColourspace('srgb');
  return new Uint8Array(await picture.raw().toBuffer());
}

function own(bytes: Uint8Array) {
  const header = readPlainPngHeader(bytes);
  return header === null ? null : decodePlainPng(bytes, header);
}

const physical = pngChunk('pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1]));
const gamma = pngChunk('gAMA', Buffer.from([0, 1, 0x86, 0xa0]));
const primaries = Buffer.alloc(32);
[31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000].map((value, place) =>
  primaries.writeUInt32BE(value, place * 4),
);
const asides = [gamma, pngChunk('cHRM', primaries), pngChunk('sRGB', Buffer.of(1)), physical];

for (const [name, png] of [
  ['grey', grey],
  ['RGB', rgb],
  ['a palette', numbered],
  ['each filter in the first row', { ...rgb, height: 1, levels: rgb.levels.subarray(0, width * 3), filterOf: () => 4 }],
  ['averages over a first row', { ...grey, height: 1, levels: grey.levels.subarray(0, width), filterOf: () => 3 }],
  ['one pixel', { ...rgb, width: 1, height: 1, levels: Uint8Array.of(9, 200, 77), filterOf: () => 2 }],
  ['data in pieces', { ...rgb, pieceBytes: 100 }],
  ['what it is told of colours and sizes', { ...rgb, before: asides }],
] as const) {
  test(`a PNG of ${name} has the pixels that sharp gives`, async () => {
    const bytes = makePng(png);
    const { width, height } = png;
    const expected = await throughSharp(bytes);
    assert.equal(expected.length, width * height * 3);
    assert.deepEqual(own(bytes), { data: expected, width, height });
  });
}

test('what sharp writes, filtered as it finds best, is read as sharp reads it', async () => {
  const raw = { raw: { width: 61, height: 45, channels: 3 } } as const;
  const picture = sharp(levelsOf(61 * 45 * 3, 5), raw);
  for (const options of [{}, { adaptiveFiltering: true }, { palette: true, colours: 200 }]) {
    const bytes = new Uint8Array(await picture.clone().png(options).toBuffer());
    assert.deepEqual(own(bytes)?.data, await throughSharp(bytes), JSON.stringify(options));
  }
});

test('a PNG that is not plain is left to sharp', async () => {
  const transparent = pngChunk('tRNS', Buffer.of(0, 9));
  const wide = levelsOf(width * height * 2, 4);
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['a transparent level', makePng({ ...grey, before: [transparent] })],
    ['16 bits', makePng({ ...grey, depth: 16, levels: wide, filterOf: () => 0 })],
    ['alpha', makePng({ ...grey, colour: 4, levels: wide, filterOf: () => 0 })],
    ['a text', makePng({ ...rgb, before: [pngChunk('tEXt', Buffer.from('Title\0a'))] })],
    ['a turned picture', makePng({ ...rgb, behind: [pngChunk('eXIf', Buffer.from('MM'))] })],
    ['a palette beside RGB', makePng({ ...rgb, before: [pngChunk('PLTE', palette)] })],
    ['two palettes', makePng({ ...numbered, before: [pngChunk('PLTE', palette), pngChunk('PLTE', palette)] })],
    ['no palette', makePng({ ...numbered, before: [] })],
    ['interlacing', makePng({ ...grey, interlace: 1 })],
    ['something behind its end', Buffer.concat([makePng(grey), Buffer.of(0)])],
    ['a number that the palette lacks', makePng({ ...numbered, levels: numbers.map((number) => number + 1) })],
  ];
  for (const [name, bytes] of cases) assert.equal(own(new Uint8Array(bytes)), null, name);
  const decoder = openCropDecoder();
  for (const [name, bytes] of cases.slice(0, 4)) {
    const decoding = decoder.decode(bytes);
    assert.ok(decoding instanceof Promise, name);
    assert.deepEqual(new Uint8Array((await decoding).data), await throughSharp(bytes), name);
  }
});

test('a damaged PNG is told of as sharp tells', async () => {
  const bytes = makePng(rgb);
  const changed = (at: number): Uint8Array => bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));
  const unknownFilter = makePng({ ...rgb, filterOf: () => 5 });
  const decoder = openCropDecoder();
  for (const broken of [changed(29), changed(60), changed(bytes.length - 20), bytes.subarray(0, 200), unknownFilter]) {
    assert.equal(own(broken), null);
    await assert.rejects(async () => decoder.decode(broken), { code: 'bad-image' });
  }
  const short = makePng({ ...rgb, height: 9 });
  const tall = new Uint8Array(short);
  const header = Buffer.from(tall.subarray(16, 29));
  header.writeUInt32BE(10, 4);
  tall.set(pngChunk('IHDR', header), 8);
  assert.equal(own(tall), null);
  header.writeUInt32BE(8, 4);
  tall.set(pngChunk('IHDR', header), 8);
  assert.equal(own(tall), null);
});

test('a large PNG is left to sharp, whatever its data would unpack to', () => {
  const side = Math.sqrt(mostPlainPixels);
  const flat = (rows: number): Uint8Array =>
    makePng({ width: side, height: rows, colour: 0, levels: new Uint8Array(side * rows), filterOf: () => 0 });
  assert.equal(own(flat(side))?.height, side);
  assert.equal(own(flat(side + 1)), null);
});
