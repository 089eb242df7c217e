import { MillraceError } from '../../core/errors.ts';
import type { Storage, StoredValue } from '../../storage/storage.ts';
import { decodeSafetensors, encodeSafetensors } from '../checkpoints/safetensors.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { PretrainedWeights } from '../run-settings.ts';
import { recordedRuns } from '../runs/recorded-runs.ts';
import { classHead } from './layout.ts';
import type { PretrainedModel } from './read-folder.ts';

/** Leaves a model's weights in the store, so that a run depends on the folder no more; gives what a run records. */
export async function storePretrained(storage: Storage, model: PretrainedModel): Promise<PretrainedWeights> {
  const { sha256, size, labels, weights } = model;
  await storage.putIfAbsent(keyOf(sha256), encodeSafetensors(weights, { sha256 }));
  return { sha256, size, labels };
}

/**
 * The weights that a run begins with: those of the model, and of its head where it tells the run's classes,
 * whose order its rows then take. Throws MillraceError `no-pretrained` where the store has them no more.
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
  const rows = classes.map((name) => labels.indexOf(name));
  const sameClasses = labels.length === classes.length && !rows.includes(-1);
  return new Map(
    [...tensors]
      .filter(([name]) => sameClasses || !classHead.test(name))
      .map(([name, tensor]) => [name, classHead.test(name) ? rowsOf(tensor, rows) : tensor]),
  );
}

/** Some rows of an array, one after another. */
function rowsOf(tensor: HostTensor, rows: readonly number[]): HostTensor {
  const width = tensor.shape.slice(1).reduce((product, side) => product * side, 1);
  const data = new Float32Array(rows.length * width);
  for (const [place, row] of rows.entries())
    data.set(tensor.data.subarray(row * width, (row + 1) * width), place * width);
  return { dtype: 'float32', shape: [rows.length, ...tensor.shape.slice(1)], data };
}

const pretrainedFolder = 'runs/.pretrained/';

/**
 * What the store holds of models that no run begins with: a run that was deleted leaves them. Costs a read of every run's
 * record. Throws MillraceError `bad-run-record` where one does not tell what its run begins with.
 */
export async function findUnusedPretrained(storage: Storage): Promise<readonly StoredValue[]> {
  const stored = await storage.list(pretrainedFolder);
  if (stored.length === 0) return [];
  const used = new Set<string>();
  for await (const { settings } of recordedRuns(storage)) {
    const { pretrained } = settings;
    if (pretrained !== undefined && 'sha256' in pretrained) used.add(keyOf(pretrained.sha256));
  }
  return stored.filter(({ key }) => !used.has(key));
}

function keyOf(sha256: string): string {
  return `${pretrainedFolder}${sha256}/weights.safetensors`;
}
