import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { formatByteSize } from '../../core/byte-size.ts';
import { filesText } from '../../quality/number-text.ts';
import type { Garbage } from '../../shards/garbage.ts';
import type { Output } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

interface GcOptions {
  readonly yes?: boolean;
  readonly unfinished?: boolean;
  readonly reusable?: boolean;
}

interface Swept {
  readonly found: readonly Garbage[];
  readonly deletes: boolean;
  /** Temporary files and uploads of writers that are gone. */
  readonly abandoned: number;
}

/** `gc`: files that no version names, what finished builds left that no build would go on from, models that no run begins with. */
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
    const { deleteGarbage, findGarbage, garbageOf } = await import('../../shards/garbage.ts');
    const { findUnusedPretrained } = await import('../../training/hugging-face/stored-pretrained.ts');
    const { holdForSweep, requireUnused } = await import('../../workers/store-hold.ts');
    const { unfinishedBuilds } = await import('../../workers/unfinished-builds.ts');
    const { doneBuilds, newestOf } = await import('../../workers/planning/done-builds.ts');
    const storage = openStorage(store);
    const find = async (tell: (line: string) => void): Promise<Garbage[]> => {
      const found: Garbage[] = [];
      for (const name of (await storage.folders('')).filter(isDatasetName)) {
        const waiting = unfinished === true ? [] : await unfinishedBuilds(storage, name);
        // Their recipes lie beside the work folders, and their workflows read them.
        const kept = waiting.length === 0 ? [] : [...waiting.map(({ build }) => build), 'recipes'];
        const newest = reusable === true ? undefined : newestOf(await doneBuilds(storage, name));
        const reused = new Set(newest === undefined ? [] : [newest.build]);
        const garbage = await findGarbage(storage, name, new Set(kept), reused);
        found.push(garbage);
        if (newest !== undefined)
          tell(`${name}: the work of ${name}@${newest.version} is kept for the next build; --reusable deletes it`);
        for (const { build, partitionsDone, partitions } of waiting)
          tell(
            `${name}: build ${build} is kept, ${partitionsDone} of ${partitions} partitions done; --unfinished deletes it`,
          );
        if (garbage.values.length > 0)
          tell(`${name}: ${filesText(garbage.values.length)}, ${formatByteSize(garbage.bytes)}`);
      }
      const models = garbageOf(await findUnusedPretrained(storage));
      found.push(models);
      if (models.values.length > 0)
        tell(`pretrained models that no run begins with: ${models.values.length}, ${formatByteSize(models.bytes)}`);
      return found;
    };
    const sweep = async (tell: (line: string) => void): Promise<Swept> => {
      const hold = await holdForSweep(storage);
      try {
        const found = await find(tell);
        for (const garbage of found) await deleteGarbage(storage, garbage, hold.requireHeld);
        return { found, deletes: true, abandoned: await storage.removeAbandoned() };
      } finally {
        await hold.release();
      }
    };
    const look = async (): Promise<Swept> => {
      await requireUnused(storage);
      const found = await find(output.line);
      const asks = found.some(({ values }) => values.length > 0);
      // Looked for anew: a build may have begun and ended while the person thought.
      return asks && (await agrees(output)) ? await sweep(() => undefined) : { found, deletes: false, abandoned: 0 };
    };
    const { found, deletes, abandoned } = yes === true ? await sweep(output.line) : await look();
    const bytes = found.reduce((sum, garbage) => sum + garbage.bytes, 0);
    const files = found.flatMap(({ values }) => values);
    const deleted = deletes && files.length > 0;
    output.line(
      files.length === 0
        ? 'Nothing to delete.'
        : `${filesText(files.length)}, ${formatByteSize(bytes)} ${deleted ? 'deleted' : 'could be deleted: npx millrace gc --yes'}.`,
    );
    if (abandoned > 0) output.line(`${abandoned} that writers never finished deleted.`);
    await output.result({ files: files.map(({ key }) => key), bytes, deleted, abandoned });
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
