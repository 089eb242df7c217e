import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import { runFolder } from '../runs/run-folder.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type CheckpointChoice, readCheckpoint, type SkippedCheckpoint } from './read-checkpoint.ts';

/** As {@link readCheckpoint}, of a run that must have one. Throws MillraceError `no-checkpoint` with `message`. */
export async function requireCheckpoint(
  storage: Storage,
  run: string,
  which: CheckpointChoice,
  message: string,
  onSkipped: (skipped: SkippedCheckpoint) => void = () => undefined,
): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(storage, runFolder(run), which, onSkipped);
  if (checkpoint !== undefined) return checkpoint;
  throw new MillraceError('no-checkpoint', message, { hint: 'train it first' });
}
