import type { Command } from 'commander';
import type { CheckedSource } from '../check/check-lines.ts';
import { exitCode } from '../exit-code.ts';
import { positiveInteger } from '../parallelism.ts';
import { collected, runs, verb } from '../verb.ts';

interface CheckOptions {
  readonly set: readonly string[];
  readonly at?: string;
  readonly records: number;
}

/** `check RECIPE`: what a build would read, and what becomes of some records of each source; nothing is written. */
export function checkVerb(): Command {
  const command = verb('check', 'Say what a recipe reads, and try its stages on some records of each source', [
    'check recipes/en-text.yaml',
    'check en-text.yaml --records 1000 --set stages.1.gopher-quality.minWords=20',
    'check daily.yaml --at 2026-11-20 --json | jq .sources',
  ])
    .argument('<recipe>', 'a recipe in YAML')
    .option('--set <key=value>', 'override a key of the recipe, as a.b=value; may be repeated', collected, [])
    .option('--at <time>', 'what {date}, {year}, {month}, {day} and {hour} in its paths stand for; now without it')
    .option(
      '--records <n>',
      'records of each source to try; stages that compare records are left out',
      positiveInteger,
      100,
    );
  return runs<CheckOptions>(command, async ({ set, at, records: most }, output, path = '') => {
    const { loadDatedRecipe } = await import('../load-dated-recipe.ts');
    const { findInputs } = await import('../../workers/planning/find-inputs.ts');
    const { localStages } = await import('../local-stages.ts');
    const { prepareStages } = await import('../../pipelines/run-stages.ts');
    const { findStage } = await import('../../pipelines/registry.ts');
    const { sampleSource } = await import('../check/sample-source.ts');
    const { sourceLines } = await import('../check/check-lines.ts');
    const { recipe, folder } = await loadDatedRecipe(path, set, at);
    const inputs = await findInputs(recipe, folder);
    const bound = recipe.kind === 'text' ? localStages(recipe, folder) : [];
    await prepareStages(bound);
    output.line(`${path}: dataset ${recipe.dataset}, ${recipe.kind}`);
    const sources: CheckedSource[] = [];
    for (const [index, source] of recipe.sources.entries()) {
      const files = inputs.filter((input) => input.source === index);
      const sample =
        recipe.kind === 'text' ? await sampleSource(source, files, bound, { limits: recipe.limits, most }) : null;
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const checked = { format: source.format, path: source.path, files: files.length, bytes, sample };
      sources.push(checked);
      for (const line of sourceLines(checked, index)) output.line(line);
    }
    const compares = recipe.stages.filter(({ stage }) => findStage(stage)?.kind === 'dedup').map(({ stage }) => stage);
    if (recipe.kind === 'text' && compares.length > 0)
      output.line(`Not tried, since they compare records: ${compares.join(', ')}.`);
    const unread = sources.findIndex(({ sample }) => sample !== null && sample.records > 0 && sample.read === 0);
    if (unread >= 0)
      output.line(`No record of sources.${unread} that was tried can be read as its format and columns say.`);
    const ok = unread < 0;
    await output.result({ dataset: recipe.dataset, kind: recipe.kind, ok, sources });
    return ok ? exitCode.ok : exitCode.failed;
  });
}
