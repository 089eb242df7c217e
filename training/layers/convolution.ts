import type { Forward } from '../model.ts';
import type { Tensor, Tensor4D } from '../tensorflow.ts';

/**
 * `x` [samples, height, width, in] under `kernel` [out, in, side, side] with an odd side, as PyTorch keeps it, plus `bias`
 * [out]. Around the image stand (side − 1) / 2 zeros, so that with a `stride` of 1 the sides stay; else they are divided by
 * it and rounded up. Equal to PyTorch's `conv2d` with that padding.
 */
export function convolution({ tf }: Forward, x: Tensor4D, kernel: Tensor4D, bias: Tensor, stride: number): Tensor4D {
  const border = ((kernel.shape[2] ?? 1) - 1) / 2;
  const padded =
    border === 0
      ? x
      : tf.pad(x, [
          [0, 0],
          [border, border],
          [border, border],
          [0, 0],
        ]);
  const turned = tf.transpose(kernel, [2, 3, 1, 0]);
  return tf.add(tf.conv2d(padded, turned, stride, 'valid'), bias);
}
