import { deepStrictEqual, ok, rejects, strictEqual, throws } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { MillraceError } from '../../../core/errors.ts';
import type { ImageSize } from '../../../core/pixels.ts';
import { type CropDecoder, openCropDecoder } from '../../../pipelines/images/crop-decoder.ts';
import { type CropBox, openResampler } from '../../../pipelines/images/resample.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import { formulaPicture } from './formula-picture.ts';

const fixture = (path: string) => readFileSync(fileURLToPath(new URL(`tests/fixtures/${path}`, packageRoot)));
const photograph = new Uint8Array(fixture('restart/photograph.jpg'));
const marked = new Uint8Array(fixture('restart/photograph-marked.jpg'));

const width = 150;
const height = 100;
const picture = () => sharp(formulaPicture(width, height).data, { raw: { width, height, channels: 3 } });
const encoded = async (image: Sharp) => new Uint8Array(await image.toBuffer());

interface File {
  readonly bytes: Uint8Array;
  /** Decoded by the project's own decoder, so at once. */
  readonly own: boolean;
}
const files: Readonly<Record<string, File>> = {
  'JPEG 4:2:0': { bytes: await encoded(picture().jpeg({ quality: 88 })), own: true },
  'JPEG 4:2:0 with restart markers': { bytes: marked, own: true },
  'JPEG progressive': { bytes: await encoded(picture().jpeg({ progressive: true })), own: false },
  'JPEG CMYK': { bytes: new Uint8Array(fixture('restart/print.jpg')), own: false },
  'JPEG turned': { bytes: await encoded(picture().withMetadata({ orientation: 6 }).jpeg()), own: false },
  PNG: { bytes: await encoded(picture().png()), own: true },
  'PNG with alpha': { bytes: await encoded(picture().ensureAlpha(0.5).png()), own: false },
  'WebP with alpha': { bytes: await encoded(picture().ensureAlpha(0.5).webp()), own: false },
};

async function shown(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes, { failOn: 'warning' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

for (const [name, { bytes, own }] of Object.entries(files)) {
  test(`${name}: ${own ? 'at once' : 'through sharp'}, the pixels of the whole decoded image, cut and resampled`, async () => {
    const decoder = openCropDecoder();
    const whole = await shown(bytes);
    const decoded = decoder.decode(bytes);
    strictEqual(decoded instanceof Promise, !own);
    const { data, ...sides } = await decoded;
    deepStrictEqual({ data: new Uint8Array(data), ...sides }, whole);
    deepStrictEqual(await decoder.sizeOf(bytes), { width: whole.width, height: whole.height });

    const box = { x: 5, y: 3, width: whole.width - 9, height: whole.height - 6 };
    const size = { width: 61, height: 47 };
    for (const flip of [false, true]) {
      const wanted = new Uint8Array(size.width * size.height * 3);
      openResampler().resample(whole, box, size, 'bicubic', flip, wanted);
      const out = new Uint8Array(wanted.length);
      const decoding = decoder.decodeCrop(bytes, box, size, 'bicubic', flip, out);
      strictEqual(decoding instanceof Promise, !own);
      await decoding;
      deepStrictEqual(out, wanted);
    }
  });
}

interface Case {
  readonly scale: number;
  readonly box: CropBox;
  readonly size: ImageSize;
  readonly flip: boolean;
  readonly sha256: string;
}
for (const { scale, box, size, flip, sha256 } of JSON.parse(fixture('crop-decoder/pillow.json').toString()) as Case[]) {
  test(`a crop ${scale} times as large as the output is that of libjpeg's scaled decoding: ${JSON.stringify(box)}`, async () => {
    for (const bytes of [photograph, marked]) {
      const out = new Uint8Array(size.width * size.height * 3);
      await openCropDecoder().decodeCrop(bytes, box, size, 'bilinear', flip, out);
      strictEqual(createHash('sha256').update(out).digest('hex'), sha256);
    }
  });
}

test('any crop is a function of its arguments: the same after other images, with and without restart markers', async () => {
  const decoder = openCropDecoder();
  const whole = await shown(photograph);
  const sides = fc.record({ width: fc.integer({ min: 1, max: width }), height: fc.integer({ min: 1, max: height }) });
  const places = fc.record({
    across: fc.double({ min: 0, max: 1, noNaN: true }),
    down: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 64 }), height: fc.integer({ min: 1, max: 64 }) });
  await fc.assert(
    fc.asyncProperty(sides, places, sizes, async (part, { across, down }, size) => {
      const x = Math.floor(across * (width - part.width));
      const box = { x, y: Math.floor(down * (height - part.height)), ...part };
      const crop = async (from: CropDecoder, bytes: Uint8Array) => {
        const out = new Uint8Array(size.width * size.height * 3);
        await from.decodeCrop(bytes, box, size, 'bilinear', false, out);
        return out;
      };
      const wanted = await crop(openCropDecoder(), photograph);
      deepStrictEqual(await crop(decoder, photograph), wanted);
      deepStrictEqual(await crop(decoder, marked), wanted);
      if (Math.min(part.width / size.width, part.height / size.height) >= 2) return;
      const exact = new Uint8Array(wanted.length);
      openResampler().resample(whole, box, size, 'bilinear', false, exact);
      deepStrictEqual(wanted, exact);
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('scaled decoding moves nothing: a ramp stays where it is to two levels, wherever the crop begins', async () => {
  const ramp = Uint8Array.from({ length: 320 * 240 * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % 320, Math.floor(i / 960)];
    return [x * 0.75, y, 255 - x * 0.5][i % 3] ?? 0;
  });
  const bytes = await encoded(sharp(ramp, { raw: { width: 320, height: 240, channels: 3 } }).jpeg({ quality: 98 }));
  const decoder = openCropDecoder();
  const size = { width: 20, height: 15 };
  for (const box of [
    { x: 1, y: 3, width: 50, height: 61 },
    { x: 7, y: 5, width: 101, height: 83 },
    { x: 13, y: 11, width: 301, height: 219 },
  ]) {
    const [scaled, exact] = [new Uint8Array(900), new Uint8Array(900)];
    await decoder.decodeCrop(bytes, box, size, 'bilinear', true, scaled);
    openResampler().resample({ data: ramp, width: 320, height: 240 }, box, size, 'bilinear', true, exact);
    const away = Math.max(...exact.map((level, i) => Math.abs(level - (scaled[i] ?? 0))));
    ok(away <= 2, `${away} levels away`);
  }
});

test('bytes that are no image, half an image, or a kind that is never opened are an error with the problem', async () => {
  const decoder = openCropDecoder();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
  const bad = {
    'unknown-format': Buffer.from('nothing'),
    'format-not-supported': svg,
    truncated: photograph.subarray(0, 7000),
  };
  for (const [problem, bytes] of Object.entries(bad)) {
    const isNamed = (error: unknown) =>
      error instanceof MillraceError && error.code === 'bad-image' && error.message.includes(problem);
    await rejects(async () => await decoder.decode(new Uint8Array(bytes)), isNamed);
    const box = { x: 0, y: 0, width: 150, height: 100 };
    const out = new Uint8Array(12);
    await rejects(
      async () => await decoder.decodeCrop(new Uint8Array(bytes), box, { width: 2, height: 2 }, 'box', false, out),
      isNamed,
    );
  }
});

test('a box outside the image, or not in whole pixels, is a range error', () => {
  const decoder = openCropDecoder();
  const out = new Uint8Array(12);
  for (const box of [
    { x: 1, y: 0, width: 150, height: 9 },
    { x: 0, y: 0.5, width: 9, height: 9 },
    { x: 0, y: 0, width: 0, height: 9 },
  ]) {
    throws(() => decoder.decodeCrop(photograph, box, { width: 2, height: 2 }, 'bilinear', false, out), RangeError);
  }
});

test('decodes what a recipe may allow, and no more', async () => {
  const red = { width: 99_999, height: 501, channels: 3, background: 'red' } as const;
  const file = await encoded(sharp({ create: red }).png({ compressionLevel: 1 }));
  const large = await openCropDecoder().decode(file);
  deepStrictEqual([large.width, large.height], [99_999, 501]);
  // The height and the checksum of the header.
  const header = Buffer.from(file);
  header.writeUInt32BE(2001, 20);
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
  await rejects(async () => openCropDecoder().decode(header), /too-many-pixels/);
});
