import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Pixels } from '../../../core/pixels.ts';
import { clipMean, clipStd } from '../../../pipelines/images/text-similarity/clip-pixels.ts';
import type { ClipFiles } from '../../../pipelines/images/text-similarity/open-clip.ts';
import { packageRoot } from '../../../storage/package-root.ts';

const folder = new URL('tests/fixtures/onnx/', packageRoot);

/** What tokenizers, transformers and onnxruntime say in Python: `tests/fixtures/onnx/make.py`. */
export const peers = JSON.parse(readFileSync(new URL('peers.json', folder), 'utf8')) as {
  readonly captions: readonly { readonly text: string; readonly ids: readonly number[] }[];
  readonly pictures: readonly {
    readonly width: number;
    readonly height: number;
    readonly mean: readonly number[];
    readonly samples: readonly number[];
  }[];
  /** By picture, then by caption. */
  readonly similarity: readonly (readonly number[])[];
  readonly similarityFixed: readonly (readonly number[])[];
};

export function onnxFile(name: string): string {
  return fileURLToPath(new URL(name, folder));
}

export const tinyClip: ClipFiles = {
  image: onnxFile('image.onnx'),
  text: onnxFile('text.onnx'),
  tokenizer: onnxFile('tokenizer.json'),
  size: 32,
  mean: clipMean,
  std: clipStd,
  length: 77,
};

/** Picture k of `make.py`. */
export function clipPicture(k: number): Pixels {
  const { width, height } = peers.pictures[k] ?? { width: 1, height: 1 };
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      data[at] = wave(x * (k + 3) + y);
      data[at + 1] = wave(y * (k + 2) + (x >> 1));
      data[at + 2] = x * 5 + y * 7 + k * 13;
    }
  }
  return { data, width, height };
}

function wave(at: number): number {
  const step = at & 127;
  return step < 64 ? 2 * step : 2 * (127 - step);
}
