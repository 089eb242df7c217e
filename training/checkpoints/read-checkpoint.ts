import { MillraceError } from '../../core/errors.ts';
import { sha256Hex } from '../../storage/digest.ts';
import type { Storage } from '../../storage/storage.ts';
import type { EngineState } from '../engine.ts';
import type { HostTensor } from '../host-tensor.ts';
import { type Checkpoint, checkpointFolder } from './checkpoint.ts';
import { type CheckpointFile, type CheckpointRecord, parseRecord } from './checkpoint-record.ts';
import { byValidationLoss, type ListedCheckpoint, listCheckpoints } from './list-checkpoints.ts';
import { decodeSafetensors } from './safetensors.ts';

/** Whose weights of a run: those of the lowest validation loss, and where none was measured the last; or the last. */
export type CheckpointChoice = 'best' | 'last';

/** A checkpoint that was not read, and why: `bad-checkpoint`. */
export interface SkippedCheckpoint {
  readonly step: number;
  readonly reason: MillraceError;
}

/**
 * The checkpoint of a step, or one by choice. One that is incomplete or damaged is told to `onSkipped`, and the next
 * newest or next best is taken. Undefined where none is left. Costs reading and digesting its files.
 */
export async function readCheckpoint(
  storage: Storage,
  runFolder: string,
  which: number | CheckpointChoice,
  onSkipped: (skipped: SkippedCheckpoint) => void,
): Promise<Checkpoint | undefined> {
  const listed = await listCheckpoints(storage, runFolder);
  for (const { step, incomplete } of candidates(listed, which)) {
    try {
      if (incomplete !== undefined) throw incomplete;
      return await readOne(storage, runFolder, step);
    } catch (error) {
      if (!(error instanceof MillraceError) || !['bad-checkpoint', 'not-found'].includes(error.code)) throw error;
      onSkipped({ step, reason: error });
    }
  }
  return undefined;
}

function candidates(
  listed: readonly ListedCheckpoint[],
  which: number | CheckpointChoice,
): readonly ListedCheckpoint[] {
  if (typeof which === 'number') return listed.filter(({ step }) => step === which);
  const newestFirst = listed.toReversed();
  return which === 'last' ? newestFirst : byValidationLoss(newestFirst);
}

async function readOne(storage: Storage, runFolder: string, step: number): Promise<Checkpoint> {
  const folder = checkpointFolder(runFolder, step);
  const key = `${folder}checkpoint.json`;
  const { format: _, files, ...record } = parseRecord(await storage.get(key), key);
  const weights = await readTensors(storage, folder, 'weights.safetensors', files);
  const moments = await readTensors(storage, folder, 'optimizer.safetensors', files);
  return { ...record, state: { weights, ...splitMoments(moments, `${folder}optimizer.safetensors`) } };
}

async function readTensors(
  storage: Storage,
  folder: string,
  name: CheckpointFile,
  files: CheckpointRecord['files'],
): Promise<ReadonlyMap<string, HostTensor>> {
  const key = `${folder}${name}`;
  const bytes = await storage.get(key);
  if (sha256Hex(bytes) !== files[name].sha256) {
    throw new MillraceError('bad-checkpoint', 'its bytes are not those that checkpoint.json names', { at: key });
  }
  return decodeSafetensors(bytes, key).tensors;
}

/** Moments by weight, from the names under which `optimizer.safetensors` holds them. */
export function splitMoments(
  tensors: ReadonlyMap<string, HostTensor>,
  at: string,
): Pick<EngineState, 'firstMoments' | 'secondMoments'> {
  const firstMoments = new Map<string, HostTensor>();
  const secondMoments = new Map<string, HostTensor>();
  for (const [name, tensor] of tensors) {
    const [, order, weight = ''] = /^(first|second)\/(.*)$/s.exec(name) ?? [];
    if (order === undefined) throw new MillraceError('bad-checkpoint', 'it holds tensors that are no moments', { at });
    (order === 'first' ? firstMoments : secondMoments).set(weight, tensor);
  }
  return { firstMoments, secondMoments };
}
