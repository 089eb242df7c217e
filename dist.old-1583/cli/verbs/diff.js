import { writeOut } from '../console-output.js';
import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
/** `diff A [B]`: what differs between two versions, down to the record. */
export function diffVerb() {
    const command = verb('diff', 'Compare two versions: records and why they moved, metrics, drift, recipe, inputs', [
        'diff docs-en',
        'diff docs-en@3 4',
        'diff docs-en@3 docs-en@4 --json | jq .moves',
        `diff docs-en --all | jq -c 'select(.after.reason == "gopher_short_doc")'`,
    ])
        .argument('<a>', 'name[@version] to compare with; latest without @version')
        .argument('[b]', 'name@version, or a version of the same dataset; the newest without it')
        .option('--all', 'print every record that moved instead, as JSON lines');
    return runs(command, async ({ store, all }, output, a = '', b) => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { twoVersions } = await import('../diff/two-versions.js');
        const storage = openStorage(store);
        const versions = await twoVersions(storage, a, b);
        if (all === true) {
            const { movedRecords } = await import('../diff/fate-moves.js');
            for await (const record of movedRecords(storage, versions.before.manifest, versions.after.manifest))
                await writeOut(`${JSON.stringify(record)}\n`);
            return exitCode.ok;
        }
        const { diffVersions } = await import('../diff/version-diff.js');
        const { diffLines } = await import('../diff/diff-text.js');
        const diff = await diffVersions(storage, versions);
        for (const line of diffLines(diff))
            output.line(line);
        await output.result(diff);
        return exitCode.ok;
    });
}
//# sourceMappingURL=diff.js.map