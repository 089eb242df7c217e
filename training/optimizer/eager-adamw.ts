import type { AdamWSettings } from '../engine.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import type { AdamRates } from './adam-rates.ts';
import type { EagerWeight } from './eager-update.ts';

/** One AdamW update of a weight, in the order and the form of TensorFlow's `ResourceApplyAdam`. */
export function eagerAdamW(
  tf: TensorFlow,
  { weight, moments }: EagerWeight,
  gradient: Tensor,
  decays: boolean,
  { beta1, beta2, weightDecay }: AdamWSettings,
  { rate, epsilon, decay }: AdamRates,
): EagerWeight {
  const [first, second] = moments;
  if (first === undefined || second === undefined) throw new Error('AdamW keeps two moments');
  const towards = (moment: Tensor, value: Tensor, beta: number): Tensor =>
    tf.add(moment, tf.mul(tf.sub(value, moment), 1 - beta));
  const firstMoment = towards(first, gradient, beta1);
  const secondMoment = towards(second, tf.square(gradient), beta2);
  const decayed = decays && weightDecay > 0 ? tf.sub(weight, tf.mul(weight, decay)) : weight;
  const change = tf.div(tf.mul(firstMoment, rate), tf.add(tf.sqrt(secondMoment), epsilon));
  return { weight: tf.sub(decayed, change), moments: [firstMoment, secondMoment] };
}
