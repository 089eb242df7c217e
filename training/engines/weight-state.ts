import { MillraceError } from '../../core/errors.ts';
import type { EngineState } from '../engine.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { WeightSpec } from '../model.ts';
import type { Moment } from '../optimizer/moments.ts';

export const stateParts = ['weights', 'firstMoments', 'secondMoments'] as const;
export type StatePart = (typeof stateParts)[number];

/** Those that have a gradient. Throws MillraceError `nothing-trained` (usage) where all are frozen. */
export function trainedOf(specs: readonly WeightSpec[]): readonly WeightSpec[] {
  const trained = specs.filter(({ frozen }) => frozen !== true);
  if (trained.length > 0) return trained;
  throw new MillraceError('nothing-trained', 'expected a weight that is trained, found all of them frozen', {
    kind: 'usage',
    hint: 'freeze fewer weights',
  });
}

/** Throws MillraceError `weight-shape` where state names a weight that there is not, or one of another shape. */
export function checkState(
  specs: readonly WeightSpec[],
  state: Partial<EngineState>,
  moments: readonly Moment[] = [],
): void {
  for (const part of stateParts) {
    const kept = part === 'weights' ? specs : moments.includes(part) ? trainedOf(specs) : [];
    const shapes = new Map(kept.map(({ name, shape }) => [name, shape]));
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
