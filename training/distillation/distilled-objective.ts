import { softCrossEntropySum } from '../layers/soft-cross-entropy.ts';
import type { Forward } from '../model.ts';
import type { InputTensors, Objective } from '../objective.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';

/** The input with the teacher's shares, float32 [samples, classes]: of judged samples they add up to 1, of others to 0. */
export const teacherInput = 'teacher';

/** How much of the loss comes from the teacher, in [0, 1], and what logits are divided by before they are compared. */
export interface DistillationLoss {
  readonly temperature: number;
  readonly weight: number;
}

/**
 * An objective of classes that also follows a teacher: (1 − weight) · its own loss + weight · T² · the cross-entropy of
 * the student's shares at temperature T with the teacher's. T² keeps the gradients of both as large as each other.
 * What evaluation reads is unchanged. Hinton, Vinyals and Dean 2015.
 */
export function distilled<Own extends Objective>(objective: Own, loss: DistillationLoss, classes: number): Own {
  const lossSum = (forward: Forward, input: InputTensors): Tensor => {
    const { tf } = forward;
    const { lossSum: own, logits } = objective.outputs(forward, input);
    if (own === undefined || logits === undefined) throw new Error('an objective without logits cannot be distilled');
    const softened = tf.mul<Tensor2D>(logits, 1 / loss.temperature);
    const soft = softCrossEntropySum(forward, softened, input(teacherInput), 0);
    return tf.add(tf.mul(own, 1 - loss.weight), tf.mul(soft, loss.weight * loss.temperature ** 2));
  };
  return {
    ...objective,
    inputs: [...objective.inputs, { name: teacherInput, dtype: 'float32', shape: [objective.samples, classes] }],
    resize: (samples: number) => distilled(objective.resize(samples) as Own, loss, classes),
    lossSum,
  };
}

/**
 * Shares of the teacher at a temperature, [samples, classes]: the softmax of `logits` / `temperature`. Rows whose label
 * is negative, or that have none, are 0.
 */
export function softTargets(
  logits: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  temperature: number,
): Float32Array {
  const shares = new Float32Array(logits.length);
  for (let sample = 0; sample * classes < logits.length; sample++) {
    if ((labels[sample] ?? -1) < 0) continue;
    const row = logits.subarray(sample * classes, (sample + 1) * classes);
    const highest = row.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
    const powers = Array.from(row, (logit) => Math.exp((logit - highest) / temperature));
    const sum = powers.reduce((total, power) => total + power, 0);
    for (const [index, power] of powers.entries()) shares[sample * classes + index] = power / sum;
  }
  return shares;
}
