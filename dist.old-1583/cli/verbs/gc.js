import { createInterface } from 'node:readline/promises';
import { formatByteSize } from '../../core/byte-size.js';
import { MillraceError } from '../../core/errors.js';
import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
/** `gc`: files that no version names, and what finished builds left in their work folders. */
export function gcVerb() {
    const command = verb('gc', 'Delete what no version names: work folders of finished builds, files of none', [
        'gc',
        'gc --yes',
        'gc --unfinished --yes',
        'gc --json | jq .bytes',
    ])
        .option('--yes', 'delete without asking')
        .option('--unfinished', 'also the work of builds that the same command would go on from');
    return runs(command, async ({ store, yes, unfinished }, output) => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { isDatasetName } = await import('../../shards/dataset-name.js');
        const { deleteGarbage, findGarbage } = await import('../../shards/garbage.js');
        const { readActivity } = await import('../store-activity.js');
        const storage = openStorage(store);
        const { workers } = await readActivity(storage, process.env);
        if (workers.length > 0)
            throw new MillraceError('store-busy', 'a worker of this store runs', {
                at: storage.location,
                hint: 'let it end first; npx millrace status shows what runs',
            });
        const names = (await storage.folders('')).filter(isDatasetName);
        const { unfinishedBuilds } = await import('../../workers/unfinished-builds.js');
        const found = [];
        for (const name of names) {
            const waiting = unfinished === true ? [] : await unfinishedBuilds(storage, name);
            // Their recipes lie beside the work folders, and their workflows read them.
            const kept = waiting.length === 0 ? [] : [...waiting.map(({ build }) => build), 'recipes'];
            found.push(await findGarbage(storage, name, new Set(kept)));
            for (const { build, partitionsDone, partitions } of waiting)
                output.line(`${name}: build ${build} is kept, ${partitionsDone} of ${partitions} partitions done; --unfinished deletes it`);
        }
        const bytes = found.reduce((sum, garbage) => sum + garbage.bytes, 0);
        const files = found.flatMap(({ values }) => values);
        for (const [i, garbage] of found.entries())
            if (garbage.values.length > 0)
                output.line(`${names[i]}: ${garbage.values.length} files, ${formatByteSize(garbage.bytes)}`);
        const deletes = files.length > 0 && (yes === true || (await agrees(output)));
        if (deletes)
            for (const garbage of found)
                await deleteGarbage(storage, garbage);
        output.line(files.length === 0
            ? 'Nothing to delete.'
            : `${files.length} files, ${formatByteSize(bytes)} ${deletes ? 'deleted' : 'could be deleted: npx millrace gc --yes'}.`);
        await output.result({ files: files.map(({ key }) => key), bytes, deleted: deletes });
        return exitCode.ok;
    });
}
/** Asks at a terminal; elsewhere nobody can agree. */
async function agrees(output) {
    if (process.stdin.isTTY !== true || output.people.isTTY !== true)
        return false;
    const asking = createInterface({ input: process.stdin, output: output.people });
    try {
        return /^y(es)?$/i.test((await asking.question('Delete them? [y/N] ')).trim());
    }
    finally {
        asking.close();
    }
}
//# sourceMappingURL=gc.js.map