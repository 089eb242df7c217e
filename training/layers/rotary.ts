import type { Forward } from '../model.ts';
import type { Tensor, Tensor4D } from '../tensorflow.ts';
import { customGradient } from './custom-gradient.ts';

/** Cosine and sine of each place's angles, [places, headWidth] or [samples, 1, places, headWidth]: halves repeat. */
export interface RotaryAngles {
  readonly cosine: Tensor;
  readonly sine: Tensor;
}

/**
 * Angles of `places`, float32 [places]: pair `i` of a head turns by place · theta^(−2i / headWidth), where `headWidth` is
 * even. Su et al. 2021; the pairs are (i, i + headWidth / 2), as in Hugging Face's `LlamaForCausalLM`.
 */
export function rotaryAngles({ tf }: Forward, places: Tensor, headWidth: number, theta: number): RotaryAngles {
  const pairs = headWidth / 2;
  const rates = Float32Array.from({ length: pairs }, (_, pair) => theta ** ((-2 * pair) / headWidth));
  const angles = tf.mul(places.reshape([-1, 1]), tf.tensor2d(rates, [1, pairs]));
  const both = tf.concat([angles, angles], 1);
  return { cosine: tf.cos(both), sine: tf.sin(both) };
}

/** Queries or keys of heads, `x` [samples, heads, places, headWidth], turned by the angles of their places. */
export function rotary({ tf }: Forward, x: Tensor4D, { cosine, sine }: RotaryAngles): Tensor4D {
  const turned = (x: Tensor): Tensor4D => {
    const [first, second] = tf.split(x, 2, 3) as [Tensor, Tensor];
    return tf.concat<Tensor4D>([tf.neg(second as Tensor4D), first as Tensor4D], 3);
  };
  return customGradient(
    tf,
    [x],
    () => ({ value: tf.add<Tensor4D>(tf.mul(x, cosine), tf.mul(turned(x), sine)), saved: [cosine, sine] as const }),
    // Turned back: both halves of the sine are equal, so that it may be multiplied before or after the swap.
    (gradient, [cosine, sine]) => [tf.sub(tf.mul(gradient, cosine), tf.mul(turned(gradient), sine))],
  );
}
