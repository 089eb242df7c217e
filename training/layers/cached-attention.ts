import type { Forward, KeyValueCache } from '../model.ts';
import type { Tensor2D, Tensor4D } from '../tensorflow.ts';
import type { AttentionShape } from './attention.ts';
import { byHead, byPlace, dotProductAttention } from './dot-product-attention.ts';

/**
 * As `attention`, of tokens that look at cached ones and at those of themselves that the cache's mask allows. `mixed`
 * [samples·length, 3·width] gives [samples·length, width]. Holds samples·heads·length·(cached + length) scores.
 */
export function cachedAttention(
  forward: Forward,
  mixed: Tensor2D,
  { extend, mask }: KeyValueCache,
  { samples, heads }: Pick<AttentionShape, 'samples' | 'heads'>,
): Tensor2D {
  const parts = forward.tf.split(mixed, 3, 1).map((part) => byHead(forward, part as Tensor2D, samples, heads));
  const [query, ownKey, ownValue] = parts as [Tensor4D, Tensor4D, Tensor4D];
  const [key, value] = extend(ownKey, ownValue);
  return byPlace(forward, dotProductAttention(forward, { query, key, value, mask }));
}
