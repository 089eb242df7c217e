import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import type { Pixels } from '../../core/pixels.ts';
import { augment } from '../../pipelines/augment/augment.ts';
import type { AugmentStep } from '../../pipelines/augment/augmentation.ts';
import { openResampler } from '../../pipelines/images/resample.ts';
import { trainAugmentSchema } from '../../recipes/augment-schema.ts';
import { checkValue } from '../../recipes/check-value.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { StoredImage } from '../../shards/images.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import { planBatches } from '../../streaming/image-plan.ts';
import { interleave } from '../../streaming/mix/interleaving.ts';
import { type ImageStreamOptions, openImageStream } from '../../streaming/open-image-stream.ts';
import { commitImages, pictures } from './image-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-image-stream-'));
const storage = openLocalFolder(folder);
after(() => rmSync(folder, { recursive: true, force: true }));

/** Less than half the side of no picture, so that none is decoded at a half of its sides. */
const size = 22;

let version: StoredManifest;
const byId = new Map<string, StoredImage>();
const byPlace = new Map<string, StoredImage>();
before(async () => {
  const train = [await pictures(70, ['b', 'a', null]), await pictures(50, ['a', 'c'], 70)];
  const holdout = await pictures(20, ['c', 'new'], 200);
  version = await commitImages(storage, { dataset: 'set', train, holdout });
  const shards = version.manifest.shards;
  for (const [shard, images] of [...train, holdout].entries()) {
    for (const [row, image] of images.entries()) {
      byId.set(image.id, image);
      byPlace.set(`${shards[shard]?.sha256}:${row}`, image);
    }
  }
});

type Asked = Partial<ImageStreamOptions>;

/** One image as it came: its id, label and pixels. */
interface Sample {
  readonly id: string;
  readonly label: string;
  readonly pixels: Uint8Array | Float32Array;
}

interface ReadOut {
  readonly samples: readonly Sample[];
  readonly cursors: readonly Cursor[];
  readonly sizes: readonly number[];
}

async function read(asked: Asked, most = Number.POSITIVE_INFINITY, endless = false): Promise<ReadOut> {
  const stream = await openImageStream({ storage, version, split: 'train', batch: 32, seed: 5, threads: 1, ...asked });
  const out = { samples: [] as Sample[], cursors: [] as Cursor[], sizes: [] as number[] };
  try {
    for await (const batch of endless ? stream.epochs() : stream.batches()) {
      const values = batch.pixels.length / batch.samples;
      for (let place = 0; place < batch.samples; place++) {
        const image = byPlace.get(`${stream.shards[batch.shards[place] ?? -1]}:${batch.rows[place]}`);
        out.samples.push({
          id: image?.id ?? '',
          label: stream.classes[batch.labels[place] ?? -1] ?? 'none',
          pixels: batch.pixels.slice(place * values, (place + 1) * values),
        });
      }
      out.cursors.push(batch.cursor);
      out.sizes.push(batch.samples);
      if (out.cursors.length === most) break;
    }
  } finally {
    await stream.close();
  }
  return out;
}

/** The image as sharp decodes it. */
async function decoded({ image }: StoredImage): Promise<Pixels> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

/** Scaled to cover `size` and cut in its middle. */
function covering(pixels: Pixels): Uint8Array {
  const side = Math.min(pixels.width, pixels.height);
  const [x, y] = [Math.floor((pixels.width - side) / 2), Math.floor((pixels.height - side) / 2)];
  const out = new Uint8Array(size * size * 3);
  const box = { x, y, width: side, height: side };
  openResampler().resample(pixels, box, { width: size, height: size }, 'bilinear', false, out);
  return out;
}

function steps(given: unknown): readonly AugmentStep[] {
  const checked = checkValue(trainAugmentSchema, given);
  assert.ok(checked.ok);
  return checked.value;
}

const cropAndFlip = steps([{ 'random-resized-crop': { size } }, { 'random-horizontal-flip': {} }]);
const cropFlipAndErase = [...cropAndFlip, ...steps([{ 'random-erasing': { p: 0.7 } }])];

describe('a stream of images', () => {
  test('gives each image of the split once, with its class, covering the size', async () => {
    const { samples, sizes } = await read({ size });
    assert.deepEqual(sizes, [32, 32, 32, 24]);
    assert.equal(new Set(samples.map(({ id }) => id)).size, 120);
    for (const { id, label, pixels } of samples) {
      const image = byId.get(id);
      assert.ok(image !== undefined);
      assert.equal(label, image.label ?? 'none');
      assert.deepEqual(pixels, covering(await decoded(image)), id);
    }
  });

  test('gives the same pixels for any number of threads', async () => {
    const one = await read({ augment: cropFlipAndErase });
    for (const threads of [2, 4]) assert.deepEqual(await read({ augment: cropFlipAndErase, threads }), one);
  });

  test('gives the same images however many batches fit ahead, epoch after epoch', async () => {
    const idsOf = async (asked: Asked, batches: number) => {
      const { samples, cursors } = await read({ threads: 2, ...asked }, batches, true);
      return { ids: samples.map(({ id }) => id), last: cursors.at(-1) };
    };
    // 320 samples of 2 epochs and more: of 6 KiB for eight memories, of 8 MiB for four.
    const little = await idsOf({ size, batch: 4 }, 80);
    assert.equal(little.ids.length, 320);
    assert.deepEqual(
      await idsOf({ size: 300, batch: 8, normalize: { mean: [0, 0, 0], deviation: [1, 1, 1] } }, 40),
      little,
    );
    assert.deepEqual(await idsOf({ size, batch: 8 }, 40), little);
  });

  for (const [name, augmentation] of [
    ['decoded as one cut', cropAndFlip],
    ['and what follows the cut', cropFlipAndErase],
    ['on the whole image', steps([{ 'random-vertical-flip': {} }, { 'random-crop': { size, padding: 3 } }])],
  ] as const) {
    test(`augments as \`augment\` does on the decoded image: ${name}`, async () => {
      const { samples, cursors } = await read({ augment: augmentation, batch: 60, epoch: 3 });
      assert.equal(cursors[0]?.epoch, 3);
      for (const { id, pixels } of samples) {
        const image = byId.get(id);
        assert.ok(image !== undefined);
        const key = { seed: 5, recordId: id, epoch: 3 };
        const expected = await augment(augmentation, { pixels: await decoded(image), boxes: [] }, key);
        assert.deepEqual(pixels, expected.pixels.data, id);
      }
    });
  }

  test('leaves images as they are where batches alone are augmented', async () => {
    // Small enough that JPEGs are decoded at a part of their sides, which a whole decoded image would not be.
    const plain = await read({ size: 8 });
    const mixed = await read({ size: 8, augment: steps([{ 'mix-up': {} }, { 'cut-mix': {} }]) });
    assert.equal(mixed.samples.length, 120);
    for (const [place, sample] of mixed.samples.entries()) assert.deepEqual(sample, plain.samples[place], sample.id);
  });

  test('goes on from a cursor with the very next image, drawn as before', async () => {
    const whole = await read({ augment: cropFlipAndErase, batch: 20 }, 9, true);
    const place = whole.cursors[1];
    assert.ok(place !== undefined);
    const rest = await read({ augment: cropFlipAndErase, batch: 16, from: place, threads: 3 }, 8, true);
    assert.deepEqual(rest.samples.slice(0, 80), whole.samples.slice(40, 120));
    const next = await read({ augment: cropFlipAndErase, batch: 20, epoch: 1 }, 3);
    assert.deepEqual(next.samples, whole.samples.slice(120));
    assert.notDeepEqual(
      next.samples.find(({ id }) => id === 'picture-7')?.pixels,
      whole.samples.slice(0, 120).find(({ id }) => id === 'picture-7')?.pixels,
    );
  });

  test('deals images out to ranks in turn', async () => {
    const { samples } = await read({ size });
    const ranks = await Promise.all([0, 1].map((rank) => read({ size, ranks: 2, rank, batch: 25 })));
    assert.deepEqual(
      samples,
      samples.map((_, place) => ranks[place % 2]?.samples[place >> 1]),
    );
  });

  test('gives floats and channels first', async () => {
    const normalize = { mean: [0.5, 0.25, 0.1], deviation: [0.5, 2, 0.3] } as const;
    const levels = (await read({ size: 8 })).samples.map(({ pixels }) => pixels);
    const planes = (await read({ size: 8, layout: 'chw' })).samples.map(({ pixels }) => pixels);
    const floats = (await read({ size: 8, layout: 'chw', normalize })).samples.map(({ pixels }) => pixels);
    const rows = (await read({ size: 8, normalize })).samples.map(({ pixels }) => pixels);
    const value = (level: number, channel: number) =>
      Math.fround((level / 255 - (normalize.mean[channel] ?? 0)) / (normalize.deviation[channel] ?? 1));
    for (const [place, image] of levels.entries()) {
      const channels = [0, 1, 2].map((channel) => [...image].filter((_, at) => at % 3 === channel));
      assert.deepEqual(planes[place], Uint8Array.from(channels.flat()));
      const values = channels.flatMap((each, channel) => each.map((level) => value(level, channel)));
      assert.deepEqual(floats[place], Float32Array.from(values));
      assert.deepEqual(
        rows[place],
        Float32Array.from(image, (level, at) => value(level, at % 3)),
      );
    }
  });

  test('leaves out what has no class where labels are wanted', async () => {
    const classes = { first: ['a'], second: ['b'] };
    const { samples } = await read({ size, labelled: true, classes });
    const wanted = [...byId.values()].filter(({ label }) => label === 'a' || label === 'b');
    assert.deepEqual(new Set(samples.map(({ label }) => label)), new Set(['first', 'second']));
    assert.equal(samples.length, wanted.length);
    const holdout = await read({ size, split: 'holdout' });
    assert.deepEqual(new Set(holdout.samples.map(({ label }) => label)), new Set(['c', 'none']));
  });
});

test('from any place on, any ranks have each image that is left once, in the one order', () => {
  const groupSamples = [40, 7, 256, 1, 90, 13];
  const samples = groupSamples.reduce((sum, count) => sum + count, 0);
  const start = { format: 'millrace-cursor/1', manifestSha256: '', content: 'images', split: 'train' } as const;
  const orderOf = (seed: number, batch: number, ranks: number, rank: number, position: number) => {
    const turns = interleave([samples]);
    const order = { parts: [{ groupSamples, windowSamples: 120 }], turns, seed, ranks, rank, wholeBatch: undefined };
    return [...planBatches(order, [0], batch, { ...start, seed, epoch: 2, position }, false)];
  };
  fc.assert(
    fc.property(
      fc.nat(9),
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(9),
      (seed, batch, ranks, at) => {
        const whole = orderOf(seed, batch, 1, 0, 0);
        const inOrder = whole.flatMap((each) => [...each.samples]);
        assert.deepEqual(
          Uint32Array.from(inOrder).sort(),
          Uint32Array.from({ length: samples }, (_, place) => place),
        );
        const position = whole[at]?.cursor.position ?? 0;
        const shares = Array.from({ length: ranks }, (_, rank) => orderOf(seed, batch, ranks, rank, position));
        const dealt = shares.map((batches) => batches.flatMap((each) => [...each.samples]));
        const left = inOrder.slice(position);
        assert.deepEqual(
          left,
          left.map((_, place) => dealt[place % ranks]?.[Math.floor(place / ranks)]),
        );
        assert.equal(shares[0]?.at(-1)?.cursor.position ?? samples, samples);
      },
    ),
    { numRuns: 40 },
  );
});
