import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { augmentations } from '../../../pipelines/augment/registry.ts';
import { imageStages } from '../../../pipelines/image-registry.ts';
import { picture } from '../../journeys/picture-folder.ts';
import { tarOf } from '../../pipelines/image-readers/write-sources.ts';
import type { DrawnChecks, DrawnFiles } from './build-promises.ts';
import type { KnownValues } from './random-parameters.ts';
import { drawnChecks, type Step, stepsOf } from './random-recipe.ts';

interface DrawnPicture {
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly form: 'jpeg' | 'png' | 'webp' | 'gif' | 'cut' | 'words';
}

interface DrawnRow {
  readonly picture: number;
  readonly label: string;
}

/** A build of images, as `DrawnBuild` is one of documents. */
export interface DrawnImages extends DrawnChecks {
  readonly pictures: readonly DrawnPicture[];
  readonly sources: readonly {
    readonly format: 'folder' | 'jsonl' | 'csv' | 'tar';
    readonly rows: readonly DrawnRow[];
  }[];
  readonly stages: readonly Step[];
  readonly augment: object | null;
  readonly output: object;
  readonly limits: { readonly partitionBytes: number; readonly recordBytes: number };
  readonly edits: readonly (readonly DrawnRow[])[];
}

const range = { min: 0, max: 200 };
const known: KnownValues = {
  ...Object.fromEntries(['width', 'height', 'sharpness', 'mean', 'entropy'].map((name) => [name, [range, { min: 3 }]])),
  ...Object.fromEntries(['colourfulness', 'captionCharacters', 'textSimilarity'].map((name) => [name, []])),
  ...{ captionLanguages: [], minSide: [1, 8, 16], maxAspect: [1, 3, 10], shorterSide: [1, 8, 40], longerSide: [8, 40] },
  ...{ size: [8, 24, [8, 16]], kernel: [3, 5], operations: [1, 2], width: [1, 3], depth: [-1, 1], padding: [0, 4] },
  'image-signals.width': [{ min: 10 }],
};
const drawnStages = imageStages.filter(({ name }) => name !== 'image-text-similarity');
const row = fc.record({ picture: fc.nat(9), label: fc.constantFrom('cats', 'dogs') });
const rows = fc.array(row, { minLength: 1, maxLength: 7 });

/** A build of images. */
export const drawnImages: fc.Arbitrary<DrawnImages> = fc.record({
  pictures: fc.array(
    fc.record({
      seed: fc.nat(4),
      width: fc.constantFrom(1, 17, 40, 64),
      height: fc.constantFrom(1, 16, 40, 50),
      form: fc.constantFrom('jpeg', 'jpeg', 'png', 'webp', 'gif', 'cut', 'words'),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  sources: fc.array(fc.record({ format: fc.constantFrom('folder', 'jsonl', 'csv', 'tar'), rows }), {
    minLength: 1,
    maxLength: 2,
  }),
  stages: stepsOf(drawnStages, 4, known),
  augment: fc.option(
    stepsOf(augmentations, 2, known).map((steps) => ({
      copies: 2,
      operations: [...steps, ['random-horizontal-flip', {}] as const].map(([name, parameters]) => ({
        [name]: parameters,
      })),
    })),
  ),
  output: fc.record({ shardBytes: fc.constantFrom(2000, 2 ** 26), holdout: fc.constantFrom(0, 0.3) }),
  limits: fc.record({ partitionBytes: fc.constantFrom(1, 3000, 2 ** 22), recordBytes: fc.constantFrom(900, 2 ** 24) }),
  edits: fc.array(rows, { maxLength: 2 }),
  ...drawnChecks,
});

async function bytesOf({ seed, width, height, form }: DrawnPicture): Promise<Buffer> {
  if (form === 'words') return Buffer.from(`these are words and no picture ${seed}`);
  const made = picture(seed, width, height);
  if (form !== 'cut') return made.toFormat(form).toBuffer();
  const whole = await made.jpeg().toBuffer();
  return whole.subarray(0, whole.length / 2);
}

/** The files of a build of images. An edit writes the rows of a source anew. */
export function drawnFiles(folder: string, drawn: DrawnImages): DrawnFiles {
  const into = join(folder, 'build');
  return {
    write: async () => {
      rmSync(into, { recursive: true, force: true });
      const sources = [];
      for (const [source, { format, rows: some }] of drawn.sources.entries()) {
        const written = {
          folder: `s${source}/**`,
          jsonl: `s${source}.jsonl`,
          csv: `s${source}.csv`,
          tar: `s${source}.tar`,
        };
        await writeRows(into, drawn, source, some);
        sources.push({ format, path: written[format], label: format === 'folder' ? 'folder' : 'label' });
      }
      const { augment, output, limits } = drawn;
      const stages = drawn.stages.map(([name, parameters]) => ({ [name]: parameters }));
      const path = join(into, 'recipe.yaml');
      const recipe = { version: 1, dataset: 'drawn', kind: 'image', sources, stages, augment, output, limits };
      writeFileSync(path, JSON.stringify(recipe));
      return path;
    },
    edit: async () => {
      for (const [edit, some] of drawn.edits.entries()) await writeRows(into, drawn, edit % drawn.sources.length, some);
    },
  };
}

async function writeRows(into: string, drawn: DrawnImages, source: number, rowsDrawn: readonly DrawnRow[]) {
  const files: (readonly [name: string, label: string, bytes: Buffer])[] = [];
  for (const [index, { picture: at, label }] of rowsDrawn.entries()) {
    const drawnPicture = drawn.pictures[at % drawn.pictures.length];
    if (drawnPicture !== undefined) files.push([`${label}/${index}.jpg`, label, await bytesOf(drawnPicture)]);
  }
  const put = (path: string, bytes: string | Buffer): void => {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), bytes);
  };
  const { format } = drawn.sources[source] ?? { format: 'folder' };
  const paths = files.map(([name, label]) => ({ path: `s${source}/${name}`, label }));
  if (format !== 'tar') for (const [name, , bytes] of files) put(`s${source}/${name}`, bytes);
  if (format === 'jsonl') put(`s${source}.jsonl`, paths.map((each) => `${JSON.stringify(each)}\n`).join(''));
  if (format === 'csv')
    put(`s${source}.csv`, `path,label\n${paths.map(({ path, label }) => `${path},${label}\n`).join('')}`);
  if (format !== 'tar') return;
  const member = (name: string, content: string | Buffer) => ({ name, content });
  const members = files.flatMap(([, label, bytes], index) => [
    member(`${index}.jpg`, bytes),
    member(`${index}.json`, JSON.stringify({ label })),
  ]);
  put(`s${source}.tar`, tarOf(members));
}
