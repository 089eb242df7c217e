import type { Command } from 'commander';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

/** `ls [NAME]`: the datasets of a store, and their versions. */
export function lsVerb(): Command {
  const command = verb('ls', 'List datasets and their versions', ['ls', 'ls docs-en', 'ls --json | jq .']).argument(
    '[name]',
    'dataset whose versions to list; all without it',
  );
  return runs(command, async ({ store }, output, name) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { listVersionRows, versionTable } = await import('../version-rows.ts');
    const rows = await listVersionRows(openStorage(store), name);
    if (rows.length === 0) output.line(`No dataset in ${store} yet: npx millrace build RECIPE makes one.`);
    else for (const line of versionTable(rows)) output.line(line);
    await output.result({ store, versions: rows });
    return exitCode.ok;
  });
}
