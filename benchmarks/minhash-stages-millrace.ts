import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRecipe } from '../recipes/load-recipe.ts';
import { openStorage } from '../storage/open-storage.ts';
import { openBuild } from '../workers/phases/open-build.ts';
import { phasesOf } from '../workers/phases/phases.ts';
import { planBuild } from '../workers/planning/plan-build.ts';
import runJob from '../workers/threads/job-thread.ts';

/** `node minhash-stages-millrace.js FOLDER GLOB WORDS`: runs a build's jobs one after another, without Temporal; prints a StagesRun. */
export interface StagesRun {
  /** CPU seconds from the plan to the removals; imports are not among them. */
  readonly dedup: number;
  /** The same to the last shard. */
  readonly all: number;
  readonly removed: number;
}

const [folder = '', pattern = '', words = ''] = process.argv.slice(2);
const store = mkdtempSync(join(tmpdir(), 'millrace-stages-'));
process.on('exit', () => rmSync(store, { recursive: true, force: true }));
const path = join(store, 'recipe.yaml');
writeFileSync(
  path,
  `version: 1
dataset: bench
kind: text
sources: [ { format: jsonl, path: '${join(folder, pattern)}', id: id, text: text } ]
stages:
  - dedup-minhash: { words: ${words} }
`,
);
const start = process.cpuUsage();
const { recipe, folder: recipeFolder } = await loadRecipe(path);
const plan = await planBuild(openStorage(store), recipe, recipeFolder, () => undefined);
const build = await openBuild(store, plan.dataset, plan.build);
let dedup = 0;
let removed = 0;
for (const { name, count } of phasesOf(plan)) {
  if (dedup === 0 && (name === 'measure' || name === 'write')) dedup = secondsSince();
  const jobs = await count(build);
  for (let index = 0; index < jobs; index++) {
    const job = { store, dataset: plan.dataset, build: plan.build, phase: name, index };
    const answer = await runJob({ job, ordinal: new Int32Array(new SharedArrayBuffer(4)) });
    if (answer.type !== 'done') throw new Error(`${name} ${index}: ${JSON.stringify(answer)}`);
    removed += answer.report.ended?.merged ?? 0;
  }
}
process.stdout.write(JSON.stringify({ dedup, all: secondsSince(), removed } satisfies StagesRun));

function secondsSince(): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
