import { exitCode } from '../exit-code.js';
import { runs } from '../verb.js';
import { requireWritable } from '../writable-store.js';
/** Completes `approve` or `reject`: the version, `--note`, and what is done and told. */
export function decides(command, decision) {
    command
        .argument('<name[@version]>', 'version to decide of; the newest without @version')
        .option('--note <text>', 'why, for those who look later', '');
    return runs(command, async ({ store, note }, output, reference = '') => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { readLatest } = await import('../../shards/latest.js');
        const { decideByHand } = await import('../../workers/review/decide-by-hand.js');
        const { decisionLines } = await import('./decision-text.js');
        const storage = openStorage(store);
        const stored = await versionToDecide(storage, reference);
        await requireWritable(storage);
        const { dataset, version } = stored.manifest;
        const before = (await readLatest(storage, dataset))?.version ?? null;
        const word = { decision, note: note.trim() };
        const decided = await decideByHand(storage, stored, word, process.env, (text) => output.line(text));
        for (const line of decisionLines(dataset, before, decided))
            output.line(line);
        const { moved, latest, told } = decided;
        const { review = 'unknown', schedule = null, resumed = false } = told ?? {};
        await output.result({ dataset, version, decision, latest, moved, resumed, review, schedule });
        return exitCode.ok;
    });
}
/** The version that a reference names; without `@`, the newest one, since that waits for a decision if any does. */
async function versionToDecide(storage, reference) {
    const { readManifest, readNewest } = await import('../../shards/catalogue.js');
    const { parseReference } = await import('../../shards/dataset-name.js');
    const { dataset, version } = parseReference(reference);
    return version === undefined ? readNewest(storage, dataset) : readManifest(storage, reference);
}
//# sourceMappingURL=decision-verb.js.map