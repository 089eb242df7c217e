import { typeAttribute } from '../graph/attribute.ts';
import { dataTypes } from '../graph/data-type.ts';
import { type Control, type Output, output } from '../graph/graph.ts';
import type { Session } from '../graph/session.ts';
import type { Variable } from '../graph/variable.ts';
import type { HostTensor } from '../host-tensor.ts';
import { fedTensor, standIn, type TracedWeights } from '../inference/bound-weights.ts';
import { causalMask } from '../layers/causal-mask.ts';
import type { AskedSource, CacheShape, Forward, TokenSamples } from '../model.ts';
import type { Tensor, Tensor2D, Tensor4D } from '../tensorflow.ts';

/** The shape of one call: `samples` of `length` tokens each, which look back at no more than `cached` tokens. */
export interface StepShape {
  readonly samples: number;
  readonly length: number;
  readonly cached: number;
}

/** Rows of a layer's caches: `slots` texts of `positions` tokens, and one row more for what is to be forgotten. */
export interface CacheRows {
  readonly slots: number;
  readonly positions: number;
}

/** A layer's caches, [slots·positions + 1, heads·headWidth]. */
export interface LayerCache {
  readonly key: Variable;
  readonly value: Variable;
}

/** Tokens of one slot to be read behind those that it holds. */
export interface SlotTokens {
  readonly slot: number;
  /** Tokens that the slot holds already; those of a text that was there before count for nothing. */
  readonly held: number;
  readonly ids: ArrayLike<number>;
  /** Of an encoder–decoder: how many tokens the slot's source has. */
  readonly source?: number;
}

/** A decoder whose tokens look at cached ones, and where it has sources at what was made of those. */
export interface CachedModel {
  readonly cached: CacheShape;
  /** Logits [n, vocabulary] of the tokens whose places among the given ones are `last`, int32 [n]. */
  readonly logits: (forward: Forward, tokens: TokenSamples, last: Tensor, source: AskedSource | undefined) => Tensor2D;
}

/** The caches of sources, and how many tokens of one a call looks at. */
export interface SourceCaches {
  readonly caches: readonly LayerCache[];
  readonly length: number;
}

/** Reads tokens into the caches and gives the logits behind the last token of each, [samples, vocabulary]. */
export type RunStep = (session: Session, tokens: readonly SlotTokens[]) => Float32Array;

/**
 * Traces a call of a decoder over cached keys and values: they are gathered from the caches' rows, and those of the new
 * tokens are written there when all have been read.
 */
export function traceStep(
  traced: TracedWeights,
  model: CachedModel,
  caches: readonly LayerCache[],
  rows: CacheRows,
  shape: StepShape,
  source?: SourceCaches,
): RunStep {
  const { samples, length, cached } = shape;
  const { graph, tracer, backend } = traced;
  const sides = model.cached;
  const name = `step-${samples}-${length}-${cached}${source === undefined ? '' : `-${source.length}`}`;
  const fed = (member: string, side: number): Tensor =>
    fedTensor(traced, { name: `${name}/${member}`, dtype: 'int32', shape: [side] });
  const ids = fed('ids', samples * length);
  const slots = fed('slots', samples);
  const held = fed('held', samples);
  const written = fed('rows', samples * length);
  const last = fed('last', samples);
  const read = tracer.trace(() => cachedRows(traced.forward(), slots, rows.positions, samples, cached));
  const pasts = caches.map(({ key, value }) => [
    gathered(traced, key, tracer.outputOf(read), samples * cached),
    gathered(traced, value, tracer.outputOf(read), samples * cached),
  ]);
  const asked =
    source === undefined ? undefined : sourceOf(traced, source, slots, fed('source', samples), rows.positions, sides);
  const news: [Tensor, Tensor][] = [];
  const logits = tracer.trace(() => {
    const forward = traced.forward();
    const { tf } = backend;
    const tokens: TokenSamples = {
      ids,
      samples,
      length,
      cache: {
        places: placesOf(forward, held, rows.positions, shape),
        mask: maskOf(forward, held, shape),
        extend: (key, value) => {
          const past = pasts[news.length];
          if (past === undefined) throw new Error('the model has more layers than it says');
          news.push([asRows(forward, key, sides), asRows(forward, value, sides)]);
          return [key, value].map((own, index) => {
            const before = asHeads(forward, past[index]?.tensor ?? own, samples, cached, sides);
            return tf.concat<Tensor4D>([before, own], 2);
          }) as [Tensor4D, Tensor4D];
        },
      },
    };
    return model.logits(forward, tokens, last, asked);
  });
  const result = tracer.outputOf(logits);
  const indices = tracer.outputOf(written);
  const writes = news.flatMap((pair, layer) =>
    pair.map((rows, index): Control => {
      const past = pasts[layer]?.[index];
      if (past === undefined) throw new Error('the model has more layers than it says');
      return scattered(traced, past.variable, indices, tracer.outputOf(rows), past.read);
    }),
  );
  output(graph, `${name}/logits`, result, writes);
  return (session, tokens) => {
    const { source: sources, ...own } = feedsOf(tokens, rows, shape);
    const feeds = source === undefined ? own : { ...own, source: sources };
    const named = Object.fromEntries(Object.entries(feeds).map(([member, value]) => [`${name}/${member}`, value]));
    return session.run(named, [`${name}/logits`])[0] ?? new Float32Array();
  };
}

/** The rows of what may be looked back at, int32 [samples·cached]. */
function cachedRows({ tf }: Forward, slots: Tensor, positions: number, samples: number, cached: number): Tensor {
  const starts = tf.reshape(tf.mul(slots, tf.scalar(positions, 'int32')), [samples, 1]);
  return tf.reshape(tf.add(starts, tf.range(0, cached, 1, 'int32')), [samples * cached]);
}

/** What was made of the sources of some slots, each of `used` tokens. */
function sourceOf(
  traced: TracedWeights,
  { caches, length }: SourceCaches,
  slots: Tensor,
  used: Tensor,
  positions: number,
  sides: CacheShape,
): AskedSource {
  const { tracer } = traced;
  const [samples = 0] = slots.shape;
  const read = tracer.outputOf(tracer.trace(() => cachedRows(traced.forward(), slots, positions, samples, length)));
  const rows = caches.map(({ key, value }) => [
    gathered(traced, key, read, samples * length).tensor,
    gathered(traced, value, read, samples * length).tensor,
  ]);
  const text = tracer.trace(() => {
    const { tf } = traced.backend;
    const place = tf.range(0, length, 1, 'int32').reshape([1, length]);
    return tf.cast(tf.less(place, used.reshape([samples, 1])), 'float32').reshape([samples * length]);
  });
  const layers = rows.map((pair) => {
    const heads = pair.map((part) => tracer.trace(() => asHeads(traced.forward(), part, samples, length, sides)));
    return heads as [Tensor4D, Tensor4D];
  });
  return { layers, length, text };
}

function gathered({ backend, tracer, graph }: TracedWeights, variable: Variable, rows: string, count: number) {
  const width = variable.shape[1] ?? 0;
  const node = graph.add('ResourceGather', [variable.handle, rows], {
    dtype: typeAttribute(dataTypes.float32),
    Tindices: typeAttribute(dataTypes.int32),
  });
  return { variable, read: `^${node}`, tensor: standIn({ backend, tracer }, [count, width], 'float32', `${node}:0`) };
}

/** Writes `values` [n, width] to the rows `indices` of a cache, when what `after` names is done. */
export function scattered(
  { graph }: TracedWeights,
  { handle }: Variable,
  indices: Output,
  values: Output,
  ...after: readonly Control[]
): Control {
  return `^${graph.add('ResourceScatterUpdate', [handle, indices, values, ...after], {
    dtype: typeAttribute(dataTypes.float32),
    Tindices: typeAttribute(dataTypes.int32),
  })}`;
}

/** Places of the tokens, int32 [samples·length]. Those of padding, behind the last place, count for nothing. */
function placesOf({ tf }: Forward, held: Tensor, positions: number, { samples, length }: StepShape): Tensor {
  const places = tf.add(tf.reshape(held, [samples, 1]), tf.range(0, length, 1, 'int32'));
  return tf.reshape(tf.minimum(places, tf.scalar(positions - 1, 'int32')), [samples * length]);
}

/** [samples, 1, length, cached + length]. */
function maskOf(forward: Forward, held: Tensor, { samples, length, cached }: StepShape): Tensor {
  const { tf } = forward;
  const place = tf.reshape(tf.range(0, cached, 1, 'int32'), [1, 1, 1, cached]);
  const empty = tf.cast(tf.greaterEqual(place, tf.reshape(held, [samples, 1, 1, 1])), 'float32');
  const past = tf.tile(tf.mul(empty, -1e9), [1, 1, length, 1]);
  const own = tf.tile(tf.reshape(causalMask(forward, length), [1, 1, length, length]), [samples, 1, 1, 1]);
  return tf.concat([past, own], 3);
}

/** [samples, heads, length, headWidth] as rows [samples·length, heads·headWidth]. */
export function asRows({ tf }: Forward, x: Tensor4D, { heads, headWidth }: CacheShape): Tensor {
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [-1, heads * headWidth]);
}

function asHeads({ tf }: Forward, x: Tensor, samples: number, length: number, sides: CacheShape): Tensor4D {
  const split = x.reshape<Tensor4D>([samples, length, sides.heads, sides.headWidth]);
  return tf.transpose(split, [0, 2, 1, 3]);
}

/** Short samples are filled up, and missing ones are made up: what is read of those goes to the row that is forgotten. */
function feedsOf(tokens: readonly SlotTokens[], { slots, positions }: CacheRows, { samples, length }: StepShape) {
  const ids = new Int32Array(samples * length);
  const rows = new Int32Array(samples * length).fill(slots * positions);
  const slotOf = new Int32Array(samples);
  const held = new Int32Array(samples);
  const source = new Int32Array(samples);
  const last = Int32Array.from({ length: samples }, (_, sample) => sample * length);
  for (const [sample, given] of tokens.entries()) {
    slotOf[sample] = given.slot;
    held[sample] = given.held;
    source[sample] = given.source ?? 0;
    last[sample] = sample * length + given.ids.length - 1;
    for (let index = 0; index < given.ids.length; index++) {
      ids[sample * length + index] = given.ids[index] ?? 0;
      rows[sample * length + index] = given.slot * positions + given.held + index;
    }
  }
  const vector = (data: Int32Array): HostTensor => ({ dtype: 'int32', shape: [data.length], data });
  return {
    ...{ ids: vector(ids), slots: vector(slotOf), held: vector(held), source: vector(source) },
    ...{ rows: vector(rows), last: vector(last) },
  };
}
