import type { Forward } from '../model.ts';
import type { Tensor, Tensor4D } from '../tensorflow.ts';
import { embedding } from './embedding.ts';

/** How distances between places share what is learned of them. */
export interface RelativeBuckets {
  readonly buckets: number;
  /** Distance from which all share the last bucket. */
  readonly distance: number;
  /** Whether what comes after has buckets of its own; else it shares that of the place itself. */
  readonly bothWays: boolean;
}

/**
 * The bucket of a distance, how far what is looked at comes after the place that looks: near distances have one each, far
 * ones share it by their logarithm. Raffel et al. 2020, 2.1; rounded to float32 as Hugging Face's `T5Attention` is.
 */
export function relativeBucket(distance: number, { buckets, distance: farthest, bothWays }: RelativeBuckets): number {
  const own = bothWays ? Math.floor(buckets / 2) : buckets;
  const first = bothWays && distance > 0 ? own : 0;
  const away = bothWays ? Math.abs(distance) : Math.max(0, -distance);
  const exact = Math.floor(own / 2);
  if (away < exact) return first + away;
  const logarithm = Math.fround(Math.log(Math.fround(away / exact)));
  const share = Math.fround(logarithm / Math.fround(Math.log(farthest / exact)));
  return first + Math.min(own - 1, exact + Math.trunc(Math.fround(share * (own - exact))));
}

/**
 * What is added to the scores of `places` that look at `others`, [1, heads, places, others], both counted from 0.
 * `table` [buckets, heads] is learned.
 */
export function relativePositions(
  forward: Forward,
  table: Tensor,
  places: number,
  others: number,
  kind: RelativeBuckets,
): Tensor4D {
  const { tf } = forward;
  const [, heads = 0] = table.shape;
  const distances = Array.from({ length: places + others - 1 }, (_, index) => index - (places - 1));
  const named = tf.tensor1d(
    distances.map((distance) => relativeBucket(distance, kind)),
    'int32',
  );
  const ofDistance = embedding(forward, table, named);
  const from = tf.range(0, places, 1, 'int32').reshape([places, 1]);
  const to = tf.range(0, others, 1, 'int32').reshape([1, others]);
  const index = tf.add(tf.sub(to, from), tf.scalar(places - 1, 'int32')).reshape([places * others]);
  const biases = embedding(forward, ofDistance, index).reshape([1, places, others, heads]);
  return tf.transpose<Tensor4D>(biases as Tensor4D, [0, 3, 1, 2]);
}

/**
 * What is added to the scores of tokens at `places`, int32 [samples, length], that look at the places from 0 on and at
 * themselves, which come last of `others`: [samples, heads, length, others]. What comes after a token counts as its own
 * place, as it does where nothing looks ahead. No place is above `others` − `length`. `table` [buckets, heads].
 */
export function cachedRelativePositions(
  forward: Forward,
  table: Tensor,
  places: Tensor,
  others: number,
  kind: RelativeBuckets,
): Tensor4D {
  const { tf } = forward;
  const [samples = 0, length = 0] = places.shape;
  const [, heads = 0] = table.shape;
  const distances = Array.from({ length: others }, (_, back) => relativeBucket(-back, kind));
  const ofDistance = embedding(forward, table, tf.tensor1d(distances, 'int32'));
  const before = tf.tile(tf.range(0, others - length, 1, 'int32').reshape([1, others - length]), [samples, 1]);
  const to = tf.concat([before, places], 1).reshape([samples, 1, others]);
  const back = tf.maximum(tf.sub(places.reshape([samples, length, 1]), to), tf.scalar(0, 'int32'));
  const index = tf.minimum(back, tf.scalar(others - 1, 'int32')).reshape([samples * length * others]);
  const biases = embedding(forward, ofDistance, index).reshape([samples, length, others, heads]);
  return tf.transpose<Tensor4D>(biases as Tensor4D, [0, 3, 1, 2]);
}
