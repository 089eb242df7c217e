import { MillraceError } from '../../core/errors.ts';
import type { EngineState } from '../engine.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { WeightSpec } from '../model.ts';

export const stateParts = ['weights', 'firstMoments', 'secondMoments'] as const;
export type StatePart = (typeof stateParts)[number];

/** Throws MillraceError `weight-shape` where state names a weight that there is not, or one of another shape. */
export function checkState(specs: readonly WeightSpec[], state: Partial<EngineState>): void {
  const shapes = new Map(specs.map(({ name, shape }) => [name, shape]));
  for (const part of stateParts) {
    for (const [name, tensor] of state[part] ?? []) checkTensor(part, name, tensor, shapes.get(name));
  }
}

function checkTensor(
  part: StatePart,
  name: string,
  { dtype, shape, data }: HostTensor,
  known?: readonly number[],
): void {
  const expected = known === undefined ? 'no weight of that name' : `float32 [${known}]`;
  const size = shape.reduce((product, side) => product * side, 1);
  if (expected === `${dtype} [${shape}]` && size === data.length) return;
  throw new MillraceError('weight-shape', `${part} of "${name}": expected ${expected}, found ${dtype} [${shape}]`, {
    hint: 'Begin with weights of the same model, with the same parameters.',
  });
}
