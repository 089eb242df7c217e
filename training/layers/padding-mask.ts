import type { Forward } from '../model.ts';
import type { Tensor } from '../tensorflow.ts';

/**
 * What is added to scores so that no place looks at padding, [samples, 1, 1, length]: nothing to those of text, −10⁹ to
 * the others. `text` [samples·length] is 1 for text. A sample without text looks at all of its padding.
 */
export function paddingMask({ tf }: Forward, text: Tensor, samples: number, length: number): Tensor {
  return tf.mul(tf.sub(1, text.reshape([samples, 1, 1, length])), -1e9);
}
