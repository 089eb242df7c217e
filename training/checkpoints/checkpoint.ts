import type { EngineState } from '../engine.ts';
import type { CheckpointRecord } from './checkpoint-record.ts';

/** All that a run needs to go on as if it had never stopped. The fields are those of {@link CheckpointRecord}. */
export interface Checkpoint extends Omit<CheckpointRecord, 'format' | 'files'> {
  readonly state: EngineState;
}

/** Key prefix of a checkpoint, with the `/` at its end. */
export function checkpointFolder(runFolder: string, step: number): string {
  return `${checkpointsFolder(runFolder)}${String(step).padStart(8, '0')}/`;
}

export function checkpointsFolder(runFolder: string): string {
  return `${runFolder}/checkpoints/`;
}
