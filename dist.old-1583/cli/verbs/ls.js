import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
/** `ls [NAME]`: the datasets of a store with their versions, and the training runs over them. */
export function lsVerb() {
    const command = verb('ls', 'List datasets, their versions and the training runs over them', [
        'ls',
        'ls docs-en',
        'ls --json | jq .',
    ]).argument('[name]', 'dataset to list; all without it');
    return runs(command, async ({ store }, output, name) => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { listVersionRows, versionTable } = await import('../version-rows.js');
        const { listRunRows, runTable } = await import('../run-rows.js');
        const storage = openStorage(store);
        const rows = await listVersionRows(storage, name);
        const trained = await listRunRows(storage, name === undefined ? undefined : rows[0]?.dataset);
        if (rows.length === 0)
            output.line(`No dataset in ${store} yet: npx millrace build RECIPE makes one.`);
        else
            for (const line of versionTable(rows))
                output.line(line);
        if (trained.length > 0)
            for (const line of ['', ...runTable(trained)])
                output.line(line);
        await output.result({ store, versions: rows, runs: trained });
        return exitCode.ok;
    });
}
//# sourceMappingURL=ls.js.map