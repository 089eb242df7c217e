import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Pixels } from '../../../../core/pixels.ts';
import { packageRoot } from '../../../../storage/package-root.ts';

/** What torchvision made of a picture: see tests/fixtures/torchvision. */
export interface GoldenCase {
  readonly operation: string;
  readonly parameters: GoldenParameters;
  readonly input: Pixels;
  readonly expected: Pixels;
}

/** Parameters of all operations, by torchvision's names; each case has those of its own. */
export interface GoldenParameters {
  readonly [name: string]: number | string | null | readonly number[] | readonly (readonly number[])[] | undefined;
}

interface GoldenFile {
  readonly cases: readonly {
    readonly operation: string;
    readonly parameters: GoldenParameters;
    readonly picture: string;
    readonly width: number;
    readonly height: number;
  }[];
  readonly points: readonly {
    readonly operation: string;
    readonly parameters: GoldenParameters;
    readonly from: readonly (readonly [number, number])[];
    readonly to: readonly (readonly [number, number])[];
  }[];
}

const folder = new URL('tests/fixtures/torchvision/', packageRoot);
export const goldens = JSON.parse(readFileSync(new URL('goldens.json', folder), 'utf8')) as GoldenFile;

/** All cases, the inputs themselves left out. */
export function goldenCases(): readonly GoldenCase[] {
  const bytes = gunzipSync(readFileSync(new URL('goldens.bin.gz', folder)));
  const inputs = new Map<string, Pixels>();
  const cases: GoldenCase[] = [];
  let at = 0;
  for (const { operation, parameters, picture, width, height } of goldens.cases) {
    const expected = { data: new Uint8Array(bytes.subarray(at, at + 3 * width * height)), width, height };
    at += 3 * width * height;
    if (operation === 'input') inputs.set(picture, expected);
    const input = inputs.get(picture);
    if (operation !== 'input' && input !== undefined) cases.push({ operation, parameters, input, expected });
  }
  return cases;
}

/** Mean and highest difference of two images of one size, in levels. */
export function difference(a: Pixels, b: Pixels): { readonly mean: number; readonly highest: number } {
  let sum = 0;
  let highest = 0;
  for (let i = 0; i < a.data.length; i++) {
    const own = Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0));
    sum += own;
    highest = Math.max(highest, own);
  }
  return { mean: sum / a.data.length, highest };
}
