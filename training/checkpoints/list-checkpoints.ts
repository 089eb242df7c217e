import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import { checkpointFolder, checkpointsFolder } from './checkpoint.ts';
import { type CheckpointRecord, parseRecord } from './checkpoint-record.ts';

export interface ListedCheckpoint {
  readonly step: number;
  /** Of all its files. */
  readonly bytes: number;
  /** Null where it was not measured, or cannot be read. */
  readonly validationLoss: number | null;
  /** Why it cannot be a whole checkpoint; undefined where records and sizes agree. Digests are not checked here. */
  readonly incomplete: MillraceError | undefined;
}

/** A run's checkpoints by step, whole or not. Costs a listing and a read of every record. */
export async function listCheckpoints(storage: Storage, runFolder: string): Promise<readonly ListedCheckpoint[]> {
  const folder = checkpointsFolder(runFolder);
  const sizes = new Map<number, Map<string, number>>();
  for (const { key, bytes } of await storage.list(folder)) {
    const [, digits, name = ''] = /^(\d{8,15})\/([^/]+)$/.exec(key.slice(folder.length)) ?? [];
    if (digits === undefined) continue;
    const files = sizes.get(Number(digits)) ?? new Map<string, number>();
    sizes.set(Number(digits), files.set(name, bytes));
  }
  const steps = [...sizes].sort(([a], [b]) => a - b);
  return await Promise.all(steps.map(([step, files]) => inspect(storage, runFolder, step, files)));
}

/** By validation loss, the lowest first and at equal loss the earlier; then those without one, in the order given. */
export function byValidationLoss(checkpoints: readonly ListedCheckpoint[]): readonly ListedCheckpoint[] {
  const loss = ({ validationLoss }: ListedCheckpoint) => validationLoss ?? Number.POSITIVE_INFINITY;
  return checkpoints.toSorted((a, b) => {
    if (loss(a) === loss(b)) return a.validationLoss === null ? 0 : a.step - b.step;
    return loss(a) - loss(b);
  });
}

async function inspect(
  storage: Storage,
  runFolder: string,
  step: number,
  sizes: ReadonlyMap<string, number>,
): Promise<ListedCheckpoint> {
  const bytes = [...sizes.values()].reduce((sum, each) => sum + each, 0);
  const key = `${checkpointFolder(runFolder, step)}checkpoint.json`;
  try {
    const record = parseRecord(await storage.get(key), key);
    checkSizes(record, step, sizes, key);
    return { step, bytes, validationLoss: record.validationLoss, incomplete: undefined };
  } catch (error) {
    if (!(error instanceof MillraceError) || !['bad-checkpoint', 'not-found'].includes(error.code)) throw error;
    return { step, bytes, validationLoss: null, incomplete: error };
  }
}

function checkSizes(record: CheckpointRecord, step: number, sizes: ReadonlyMap<string, number>, at: string): void {
  if (record.step !== step) throw new MillraceError('bad-checkpoint', `it is of step ${record.step}`, { at });
  for (const [name, { bytes }] of Object.entries(record.files)) {
    if (sizes.get(name) === bytes) continue;
    const found = sizes.get(name) ?? 'none';
    throw new MillraceError('bad-checkpoint', `${name} should have ${bytes} bytes and has ${found}`, { at });
  }
}
