import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { formatByteSize } from '../../core/byte-size.ts';
import { MillraceError } from '../../core/errors.ts';
import type { Output } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

interface GcOptions {
  readonly yes?: boolean;
  readonly unfinished?: boolean;
  readonly reusable?: boolean;
}

/** `gc`: files that no version names, and what finished builds left that no build would go on from. */
export function gcVerb(): Command {
  const command = verb('gc', 'Delete what no version names, and work that no build would go on from', [
    'gc',
    'gc --yes',
    'gc --unfinished --reusable --yes',
    'gc --json | jq .bytes',
  ])
    .option('--yes', 'delete without asking')
    .option('--unfinished', 'also the work of builds that the same command would go on from')
    .option('--reusable', "also the newest version's work, of which the next build does only what changed");
  return runs<GcOptions>(command, async ({ store, yes, unfinished, reusable }, output) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { isDatasetName } = await import('../../shards/dataset-name.ts');
    const { deleteGarbage, findGarbage } = await import('../../shards/garbage.ts');
    const { readActivity } = await import('../store-activity.ts');
    const storage = openStorage(store);
    const { workers } = await readActivity(storage, process.env);
    if (workers.length > 0)
      throw new MillraceError('store-busy', 'a worker of this store runs', {
        at: storage.location,
        hint: 'let it end first; npx millrace status shows what runs',
      });
    const names = (await storage.folders('')).filter(isDatasetName);
    const { unfinishedBuilds } = await import('../../workers/unfinished-builds.ts');
    const { newestDone } = await import('../../workers/planning/earlier-build.ts');
    const found = [];
    for (const name of names) {
      const waiting = unfinished === true ? [] : await unfinishedBuilds(storage, name);
      // Their recipes lie beside the work folders, and their workflows read them.
      const kept = waiting.length === 0 ? [] : [...waiting.map(({ build }) => build), 'recipes'];
      const newest = reusable === true ? undefined : await newestDone(storage, name);
      found.push(await findGarbage(storage, name, new Set(kept), new Set(newest === undefined ? [] : [newest.build])));
      if (newest !== undefined)
        output.line(`${name}: the work of ${name}@${newest.version} is kept for the next build; --reusable deletes it`);
      for (const { build, partitionsDone, partitions } of waiting)
        output.line(
          `${name}: build ${build} is kept, ${partitionsDone} of ${partitions} partitions done; --unfinished deletes it`,
        );
    }
    const bytes = found.reduce((sum, garbage) => sum + garbage.bytes, 0);
    const files = found.flatMap(({ values }) => values);
    for (const [i, garbage] of found.entries())
      if (garbage.values.length > 0)
        output.line(`${names[i]}: ${garbage.values.length} files, ${formatByteSize(garbage.bytes)}`);
    const deletes = files.length > 0 && (yes === true || (await agrees(output)));
    if (deletes) for (const garbage of found) await deleteGarbage(storage, garbage);
    output.line(
      files.length === 0
        ? 'Nothing to delete.'
        : `${files.length} files, ${formatByteSize(bytes)} ${deletes ? 'deleted' : 'could be deleted: npx millrace gc --yes'}.`,
    );
    await output.result({ files: files.map(({ key }) => key), bytes, deleted: deletes });
    return exitCode.ok;
  });
}

/** Asks at a terminal; elsewhere nobody can agree. */
async function agrees(output: Output): Promise<boolean> {
  if (process.stdin.isTTY !== true || output.people.isTTY !== true) return false;
  const asking = createInterface({ input: process.stdin, output: output.people });
  try {
    return /^y(es)?$/i.test((await asking.question('Delete them? [y/N] ')).trim());
  } finally {
    asking.close();
  }
}
