import type { Command } from 'commander';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Decision } from '../../shards/decision.ts';
import type { Storage } from '../../storage/storage.ts';
import { exitCode } from '../exit-code.ts';
import { runs } from '../verb.ts';
import { requireWritable } from '../writable-store.ts';

/** Completes `approve` or `reject`: the version, `--note`, and what is done and told. */
export function decides(command: Command, decision: Decision['decision']): Command {
  command
    .argument('<name[@version]>', 'version to decide of; the newest without @version')
    .option('--note <text>', 'why, for those who look later', '');
  return runs<{ note: string }>(command, async ({ store, note }, output, reference = '') => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readLatest } = await import('../../shards/latest.ts');
    const { decideByHand } = await import('../../workers/review/decide-by-hand.ts');
    const { decisionLines } = await import('./decision-text.ts');
    const storage = openStorage(store);
    const stored = await versionToDecide(storage, reference);
    await requireWritable(storage);
    const { dataset, version } = stored.manifest;
    const before = (await readLatest(storage, dataset))?.version ?? null;
    const word = { decision, note: note.trim() };
    const decided = await decideByHand(storage, stored, word, process.env, (text) => output.line(text));
    for (const line of decisionLines(dataset, before, decided)) output.line(line);
    const { moved, latest, told } = decided;
    const { review = 'unknown', schedule = null, resumed = false } = told ?? {};
    await output.result({ dataset, version, decision, latest, moved, resumed, review, schedule });
    return exitCode.ok;
  });
}

/** The version that a reference names; without `@`, the newest one, since that waits for a decision if any does. */
async function versionToDecide(storage: Storage, reference: string): Promise<StoredManifest> {
  const { readManifest, readNewest } = await import('../../shards/catalogue.ts');
  const { parseReference } = await import('../../shards/dataset-name.ts');
  const { dataset, version } = parseReference(reference);
  return version === undefined ? readNewest(storage, dataset) : readManifest(storage, reference);
}
