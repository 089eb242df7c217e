import type { TrainingEngine } from '../engine.ts';
import type { HostTensor } from '../host-tensor.ts';
import { customGradient } from '../layers/custom-gradient.ts';
import type { Forward } from '../model.ts';
import type { Objective } from '../objective.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { pruneByMagnitude } from './magnitude-pruning.ts';
import { type PruneSettings, sparsityAt } from './sparsity-schedule.ts';

/**
 * An objective under which the elements of `names` that are 0 stay 0: their gradient is 0. With their moments 0 too no
 * update moves them, so the weights are their own mask, in checkpoints and after a resume. Zhu and Gupta 2017.
 */
export function holdingZeros<Own extends Objective>(objective: Own, names: readonly string[]): Own {
  const held = new Set(names);
  const holding = (forward: Forward): Forward => ({
    ...forward,
    weight: (name) => (held.has(name) ? heldZeros(forward.tf, forward.weight(name)) : forward.weight(name)),
  });
  return {
    ...objective,
    resize: (samples: number) => holdingZeros(objective.resize(samples) as Own, names),
    lossSum: (forward, input) => objective.lossSum(holding(forward), input),
  };
}

function heldZeros(tf: TensorFlow, weight: Tensor): Tensor {
  return customGradient(
    tf,
    [weight],
    () => ({ value: tf.mul(weight, 1), saved: [weight] as const }),
    (gradient, [weight]) => [tf.mul(gradient, tf.cast(tf.notEqual(weight, 0), 'float32'))],
  );
}

/** Prunes the weights of an engine where the schedule says so for this step. Costs reading and writing its state. */
export function pruneAtStep(
  engine: TrainingEngine,
  names: readonly string[],
  step: number,
  settings: PruneSettings,
): void {
  const sparsity = sparsityAt(step, settings);
  if (sparsity === undefined) return;
  const state = engine.readState();
  const weights = pruneByMagnitude(state.weights, names, sparsity, settings.scope);
  const masked = (moments: ReadonlyMap<string, HostTensor>): Map<string, HostTensor> =>
    new Map(names.flatMap((name) => maskedMoment(name, moments.get(name), weights.get(name))));
  engine.writeState({
    weights: new Map([...weights].filter(([name]) => names.includes(name))),
    firstMoments: masked(state.firstMoments),
    secondMoments: masked(state.secondMoments),
  });
}

function maskedMoment(name: string, moment: HostTensor | undefined, weight: HostTensor | undefined) {
  if (moment?.dtype !== 'float32' || weight === undefined) return [];
  const data = moment.data.map((value, index) => (weight.data[index] === 0 ? 0 : value));
  return [[name, { ...moment, data }] as const];
}
