import { sha256Hex } from '../../storage/digest.ts';
import type { Storage } from '../../storage/storage.ts';
import type { HostTensor } from '../host-tensor.ts';
import { type Checkpoint, checkpointFolder } from './checkpoint.ts';
import { type CheckpointFile, recordBytes } from './checkpoint-record.ts';
import { encodeSafetensors } from './safetensors.ts';

/**
 * Writes `<runFolder>/checkpoints/<step>/`: the tensors, and last the record with their digests. A crash at any moment
 * leaves all earlier checkpoints as they are. Rewriting a step replaces it. Costs one copy of the moments in memory.
 */
export async function writeCheckpoint(storage: Storage, runFolder: string, checkpoint: Checkpoint): Promise<void> {
  const { state, ...record } = checkpoint;
  const folder = checkpointFolder(runFolder, checkpoint.step);
  const put = async (name: CheckpointFile, tensors: ReadonlyMap<string, HostTensor>) => {
    const bytes = encodeSafetensors(tensors);
    await storage.put(`${folder}${name}`, bytes);
    return { sha256: sha256Hex(bytes), bytes: bytes.length };
  };
  const files = {
    'weights.safetensors': await put('weights.safetensors', state.weights),
    'optimizer.safetensors': await put('optimizer.safetensors', momentTensors(state)),
  };
  await storage.put(`${folder}checkpoint.json`, recordBytes({ format: 'millrace-checkpoint/1', ...record, files }));
}

/** Moments by the names under which `optimizer.safetensors` holds them. */
export function momentTensors({ firstMoments, secondMoments }: Checkpoint['state']): Map<string, HostTensor> {
  return new Map([
    ...[...firstMoments].map(([name, tensor]) => [`first/${name}`, tensor] as const),
    ...[...secondMoments].map(([name, tensor]) => [`second/${name}`, tensor] as const),
  ]);
}
