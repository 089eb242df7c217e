import type { SgdSettings } from '../engine.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import type { EagerWeight } from './eager-update.ts';

/** One update of a weight by PyTorch's `SGD`: decay is part of the gradient, momentum a sum of gradients. */
export function eagerSgd(
  tf: TensorFlow,
  { weight, moments }: EagerWeight,
  gradient: Tensor,
  decays: boolean,
  { momentum, weightDecay }: SgdSettings,
  rate: number,
): EagerWeight {
  const whole = decays && weightDecay > 0 ? tf.add(gradient, tf.mul(weight, weightDecay)) : gradient;
  const kept = moments.map((moment) => tf.add(tf.mul(moment, momentum), whole));
  return { weight: tf.sub(weight, tf.mul(kept[0] ?? whole, rate)), moments: kept };
}
