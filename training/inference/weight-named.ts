import { MillraceError } from '../../core/errors.ts';
import type { HostTensor } from '../host-tensor.ts';

/** A checkpoint's weight. Throws MillraceError `weight-missing`. */
export function weightNamed(weights: ReadonlyMap<string, HostTensor>, name: string): HostTensor {
  const weight = weights.get(name);
  if (weight !== undefined) return weight;
  throw new MillraceError('weight-missing', `the checkpoint has no weight "${name}", which its model asks for`);
}
