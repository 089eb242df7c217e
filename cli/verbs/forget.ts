import type { Command } from 'commander';
import { showBuild } from '../build/show-build.ts';
import { type Parallelism, withParallelism } from '../parallelism.ts';
import { collected, runs, verb } from '../verb.ts';
import { requireWritable } from '../writable-store.ts';

interface ForgetOptions extends Parallelism {
  readonly set: readonly string[];
  readonly at?: string;
  readonly purge?: boolean;
}

/** `forget RECIPE SOURCE…`: a version without some sources, which no later build reads, and who has seen them. */
export function forgetVerb(): Command {
  const command = verb('forget', 'Build a version without some sources, and tell which versions and runs have them', [
    'forget en-text.yaml crawl/2026-11/part-7.jsonl.gz',
    "forget en-text.yaml 'mails/jane/**' --purge",
    'forget en-text.yaml notes.txt --json | jq .runs',
  ])
    .argument('<recipe>', 'the recipe of the dataset')
    .argument('<source...>', 'input files as fates name them: a.jsonl, crawl/**; * stays in a folder')
    .option('--purge', 'delete the older versions that have them, once the new one is the latest')
    .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, [])
    .option('--at <time>', 'what {date}, {year}, {month}, {day} and {hour} in its paths stand for; now without it');
  return runs<ForgetOptions>(
    withParallelism(command),
    async ({ store, set, at, purge, ...parallelism }, output, path = '', ...sources) => {
      const { loadDatedRecipe } = await import('../load-dated-recipe.ts');
      const { openStorage } = await import('../../storage/open-storage.ts');
      const { requireKnownSources } = await import('../forget/known-sources.ts');
      const { forgetResult, forgottenLines, whoHas } = await import('../forget/who-has.ts');
      const { addForgotten } = await import('../../shards/forgotten.ts');
      const { purgeVersions } = await import('../../shards/purge-versions.ts');
      const { buildResult, gateLines } = await import('../build/build-summary.ts');
      const loaded = await loadDatedRecipe(path, set, at);
      const { recipe, folder } = loaded;
      const storage = openStorage(store);
      await requireWritable(storage);
      await requireKnownSources(storage, recipe, folder, sources);
      await addForgotten(storage, recipe.dataset, sources);
      output.line(`Building ${recipe.dataset} from ${path} without ${sources.join(', ')}`);
      return showBuild(
        output,
        loaded,
        { storage, ...parallelism },
        async ({ outcome, stored: { manifest }, decision }) => {
          const found = await whoHas(storage, manifest, sources);
          // Where no newer version passed its gates, what reads the latest version still needs them.
          const purged = purge === true && found.versions.every(({ version }) => version < (found.latest ?? 0));
          if (purged) await purgeVersions(storage, outcome.dataset, found.versions);
          for (const line of [...forgottenLines(manifest, found, purged), ...gateLines(manifest, decision)])
            output.line(line);
          await output.result({ ...buildResult(outcome, manifest), ...forgetResult(sources, found, purged) });
        },
      );
    },
  );
}
