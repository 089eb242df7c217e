import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRecipe } from '../../../recipes/load-recipe.ts';
import type { RecipeTraining } from '../../../recipes/recipe.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import type { Storage } from '../../../storage/storage.ts';
import { readReports } from '../../../training/runs/run-log.ts';
import { train } from '../../../training/train.ts';
import type { TrainOptions } from '../../../training/train-options.ts';
import { planRun } from '../../../workers/training/plan-run.ts';
import { storeTraining } from '../../../workers/training/stored-training.ts';
import { buildHere } from '../../workers/build-here.ts';

/** A built version of generated letters, and runs over it. */
export interface PlannedRuns {
  readonly storage: Storage;
  readonly recipe: string;
  /** Plans the recipe's run with further settings, and with what flags make of it; gives its name. */
  readonly plan: (
    settings: Readonly<Record<string, string | number>>,
    change?: (training: RecipeTraining) => RecipeTraining,
  ) => Promise<string>;
}

const things = ['river', 'grain', 'flour', 'oven', 'wheel', 'stone', 'sack', 'market', 'cart', 'bridge', 'mill'];
const words = ['is high', 'is low', 'was sold', 'came late', 'runs well', 'stands still', 'is wet', 'is good'];

/**
 * Builds 240 letters, packed into samples of 16 tokens, in a folder. `learned` are keys of the run, which with `first` begins
 * with the weights of a run of those keys that was trained here before.
 */
export async function planRuns(
  folder: string,
  learned = 'model: gpt, objective: causal',
  first?: string,
): Promise<PlannedRuns> {
  const letter = (index: number): string => {
    const said = Array.from({ length: 4 + (index % 3) }, (_, place) => {
      const at = index * 7 + place * 5;
      return `the ${things[at % things.length]} ${words[(at * 3 + index) % words.length]}`;
    });
    const label = index % 3 === 2 ? 'long' : 'short';
    return JSON.stringify({ text: `Letter ${index}: ${said.join(', ')}.`, label });
  };
  writeFileSync(
    join(folder, 'letters.jsonl'),
    Array.from({ length: 240 }, (_, index) => `${letter(index)}\n`).join(''),
  );
  const recipe = join(folder, 'letters.yaml');
  const sizes = 'layers: 2, heads: 2, width: 16,';
  const before = `  - { name: before, ${first}, ${sizes} steps: 60, batch: 6, learningRate: 1e-2, seed: 5, device: cpu }`;
  writeFileSync(
    recipe,
    `version: 1
dataset: letters
kind: text
sources: [ { format: jsonl, path: letters.jsonl, text: text, label: label } ]
tokenizer: { train: { vocabulary: 300 } }
pack: { length: 16 }
output: { holdout: 0.2 }
train:
${first === undefined ? '' : before}
  - { name: tiny, ${learned}, ${first === undefined ? sizes : 'from: before,'} steps: 24, batch: 6, accumulate: 2,
      learningRate: ${first === undefined ? '3e-3' : '2e-2'}, evaluateEvery: 12, evaluateBatches: 3, checkpointEvery: 8, seed: 5, device: cpu }
`,
  );
  const storage = openLocalFolder(join(folder, 'store'));
  await buildHere(storage, recipe, []);
  const planned = async (training: RecipeTraining, index: number, earlier: readonly string[]): Promise<string> => {
    const stored = await storeTraining(storage, 'letters', training);
    const place = { store: storage.location, training: stored, index, dataset: 'letters', version: 1 };
    return (await planRun({ ...place, earlier })).run;
  };
  const earlier: string[] = [];
  if (first !== undefined) {
    earlier.push(await planned((await loadRecipe(recipe)).training, 0, []));
    await trainedHere(storage, earlier[0] as string);
  }
  const index = earlier.length;
  return {
    storage,
    recipe,
    plan: async (settings, change = (training) => training) => {
      const overrides = Object.entries(settings).map(([key, value]) => `train.${index}.${key}=${value}`);
      const { training } = await loadRecipe(recipe, overrides);
      return await planned(change(training), index, earlier);
    },
  };
}

/** Trains a planned run in this process, and gives its result with the losses of all steps. */
export async function trainedHere(storage: Storage, run: string, more: Partial<TrainOptions> = {}) {
  const result = await train({
    ...{ storage, run, env: process.env, threads: 1, signal: new AbortController().signal },
    ...{ onProgress: () => undefined, onPage: () => undefined, ...more },
  });
  const rows = await readReports(storage, `runs/${run}`);
  return { result, rows, losses: rows.map(({ loss }) => loss) };
}
