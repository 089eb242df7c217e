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
