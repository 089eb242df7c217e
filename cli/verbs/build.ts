import type { Command } from 'commander';
import { showBuild } from '../build/show-build.ts';
import { type Parallelism, withParallelism } from '../parallelism.ts';
import { keepHeapSmall } from '../small-heap.ts';
import { collected, runs, verb } from '../verb.ts';
import { requireWritable } from '../writable-store.ts';

interface BuildOptions extends Parallelism {
  readonly set: readonly string[];
  readonly at?: string;
}

/** `build RECIPE`: a version of a dataset from a recipe. */
export function buildVerb(): Command {
  const command = verb('build', 'Build a version of a dataset from a recipe; the same command resumes after a crash', [
    'build recipes/en-text.yaml',
    `build en-text.yaml --set 'sources.0.path=/data/**/*.txt' --set output.holdout=0.05`,
    'build daily.yaml --at 2026-11-20',
    'build en-text.yaml --hosts 2 --threads 4 --json > result.json',
  ])
    .argument('<recipe>', 'a recipe in YAML')
    .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, [])
    .option('--at <time>', 'what {date}, {year}, {month}, {day} and {hour} in its paths stand for; now without it');
  return runs<BuildOptions>(withParallelism(command), async ({ store, set, at, ...parallelism }, output, path = '') => {
    keepHeapSmall();
    const { loadDatedRecipe } = await import('../load-dated-recipe.ts');
    const { findInputs } = await import('../../workers/planning/find-inputs.ts');
    const loaded = await loadDatedRecipe(path, set, at);
    const { recipe, folder } = loaded;
    // A pattern without a file is told before a server is started for it.
    await findInputs(recipe, folder);
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { buildResult, summaryLines } = await import('../build/build-summary.ts');
    const storage = openStorage(store);
    await requireWritable(storage);
    output.line(`Building ${recipe.dataset} from ${path}`);
    return showBuild(
      output,
      loaded,
      { storage, ...parallelism },
      async ({ outcome, stored: { manifest }, decision }) => {
        const quarantineLimit = recipe.limits.quarantine;
        for (const line of summaryLines(outcome, manifest, { store: storage.location, quarantineLimit, decision }))
          output.line(line);
        await output.result(buildResult(outcome, manifest));
      },
    );
  });
}
