import sharp from 'sharp';
import { randomUint32 } from '../../core/seeded-random.ts';
import { commitVersion, type StoredManifest } from '../../shards/catalogue.ts';
import { writeImageIndex } from '../../shards/image-index.ts';
import { openImageWriter, type StoredImage } from '../../shards/images.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Storage } from '../../storage/storage.ts';
import { writeSampleVersion } from '../shards/sample-version.ts';

export interface ImageVersionShape {
  readonly dataset: string;
  /** Images of each shard. */
  readonly train: readonly (readonly StoredImage[])[];
  readonly holdout?: readonly StoredImage[];
}

/** Commits a version with shards of images and their indexes, whose other files are those of a sample version. */
export async function commitImages(storage: Storage, shape: ImageVersionShape): Promise<StoredManifest> {
  const { dataset, train, holdout = [] } = shape;
  const draft = await writeSampleVersion(storage, dataset, 8);
  const shards: Manifest['shards'][number][] = [];
  for (const [images, split] of [
    ...train.map((each) => [each, 'train'] as const),
    ...(holdout.length > 0 ? [[holdout, 'holdout'] as const] : []),
  ]) {
    const writer = await openImageWriter(storage, dataset);
    await writer.add(images);
    const file = await writer.finish();
    shards.push({ ...file, content: 'images', split, index: await writeImageIndex(storage, dataset, file) });
  }
  return await commitVersion(storage, { ...draft, kind: 'image', tokens: 0, packing: null, shards });
}

/** How a picture is made: its sides, and the format of its file. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly format: 'png' | 'jpeg';
}

/** A stored image that is a function of its number: a gradient with noise. */
export async function picture(
  number: number,
  { width, height, format }: PictureShape,
  label: string | null = null,
): Promise<StoredImage> {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, place) => {
    const [channel, pixel] = [place % 3, Math.floor(place / 3)];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return (x * (3 + channel) + y * (5 - channel) + number * 17 + (randomUint32(number, place) % 32)) & 255;
  });
  const encoded = sharp(pixels, { raw: { width, height, channels: 3 } });
  const image = await (format === 'png' ? encoded.png() : encoded.jpeg({ quality: 90 })).toBuffer();
  return {
    id: `picture-${number}`,
    image: new Uint8Array(image),
    width,
    height,
    format,
    label,
    caption: null,
    boxes: [],
    source: `pictures/${number}.${format}`,
    parent: null,
    metadata: {},
    signals: {
      sharpness: 1,
      colourfulness: 2,
      mean: 3,
      entropy: 4,
      captionCharacters: null,
      captionLanguage: null,
      textSimilarity: null,
    },
  };
}

/** Pictures of numbers `first` to `first + count − 1`, of sides and formats that differ, labelled `labels` in turn. */
export function pictures(
  count: number,
  labels: readonly (string | null)[] = [null],
  first = 0,
): Promise<readonly StoredImage[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const number = first + index;
      const shape = { width: 20 + (number % 9) * 3, height: 18 + (number % 7) * 4 } as const;
      const format = number % 3 === 0 ? 'jpeg' : 'png';
      return picture(number, { ...shape, format }, labels[index % labels.length] ?? null);
    }),
  );
}
