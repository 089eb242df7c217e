import type { Command } from 'commander';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

/** `ls [NAME]`: the datasets of a store with their versions, and the training runs over them. */
export function lsVerb(): Command {
  const command = verb('ls', 'List datasets, their versions and the training runs over them', [
    'ls',
    'ls docs-en',
    'ls --json | jq .',
  ]).argument('[name]', 'dataset to list; all without it');
  return runs(command, async ({ store }, output, name) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { listVersionRows, versionTable } = await import('../version-rows.ts');
    const { listRunRows, runTable } = await import('../run-rows.ts');
    const storage = openStorage(store);
    const rows = await listVersionRows(storage, name);
    const trained = await listRunRows(storage, name === undefined ? undefined : rows[0]?.dataset);
    if (rows.length === 0) output.line(`No dataset in ${store} yet: npx millrace build RECIPE makes one.`);
    else for (const line of versionTable(rows)) output.line(line);
    if (trained.length > 0) for (const line of ['', ...runTable(trained)]) output.line(line);
    await output.result({ store, versions: rows, runs: trained });
    return exitCode.ok;
  });
}
