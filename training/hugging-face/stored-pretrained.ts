import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import { decodeSafetensors, encodeSafetensors } from '../checkpoints/safetensors.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { PretrainedWeights } from '../run-settings.ts';
import { classHead } from './layout.ts';
import type { PretrainedModel } from './read-folder.ts';

/** Leaves a model's weights in the store, so that a run depends on the folder no more; gives what a run records. */
export async function storePretrained(storage: Storage, model: PretrainedModel): Promise<PretrainedWeights> {
  const { sha256, size, labels, weights } = model;
  await storage.putIfAbsent(keyOf(sha256), encodeSafetensors(weights, { sha256 }));
  return { sha256, size, labels };
}

/**
 * The weights that a run begins with: those of the model, and of its head where it tells the run's classes, in their
 * order. Throws MillraceError `no-pretrained` where the store has them no more.
 */
export async function readPretrained(
  storage: Storage,
  { sha256, labels }: PretrainedWeights,
  classes: readonly string[],
): Promise<ReadonlyMap<string, HostTensor>> {
  const at = keyOf(sha256);
  if ((await storage.size(at)) === undefined) {
    throw new MillraceError('no-pretrained', 'the weights that the run begins with are not in the store', {
      at,
      hint: 'start the run again with its recipe, which reads them from their folder',
    });
  }
  const { tensors } = decodeSafetensors(await storage.get(at), at);
  const sameClasses = labels.length === classes.length && labels.every((label, place) => label === classes[place]);
  return new Map([...tensors].filter(([name]) => sameClasses || !classHead.test(name)));
}

function keyOf(sha256: string): string {
  return `runs/.pretrained/${sha256}/weights.safetensors`;
}
