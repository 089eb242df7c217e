import type { Backend } from '../backend/backend.ts';
import { newGraph, output } from '../graph/graph.ts';
import { openSession, type Session } from '../graph/session.ts';
import type { HostTensor } from '../host-tensor.ts';
import { bindWeights, fedTensor, type TracedWeights } from '../inference/bound-weights.ts';
import { type RunPass, tracePass } from '../inference/pass.ts';
import { weightNamed } from '../inference/weight-named.ts';
import type { PairModel } from '../model.ts';
import { startToken } from '../objectives/span-corruption.ts';
import type { Tensor2D } from '../tensorflow.ts';
import {
  asRows,
  type CachedModel,
  type CacheRows,
  type LayerCache,
  type RunStep,
  type SlotTokens,
  scattered,
  traceStep,
} from './cached-step.ts';
import { addCaches, bytesOf, emptyCaches } from './caches.ts';
import type { Decoder, DecoderOptions } from './decoder.ts';
import { sideFor, stepSides } from './step-shapes.ts';

/**
 * A decoder of an encoder–decoder: what a slot reads first is the source, whole, and what follows is the target. The
 * encoder reads a source once; what each layer of the decoder makes of it is cached, as are keys and values of the target.
 * There is a traced graph for each number of texts, of tokens that are looked back at, and of tokens of a source. The two
 * caches take 8·layers·heads·headWidth·slots·positions bytes each.
 */
export function openPairDecoder(backend: Backend, options: DecoderOptions & { readonly model: PairModel }): Decoder {
  const { model, weights, slots, positions, vocabulary } = options;
  const sides = stepSides(slots, positions);
  const graph = newGraph();
  const caches = addCaches(graph, 'cache', model.cached, options);
  const sources = addCaches(graph, 'source', model.cached, options);
  const reads = new Map<number, ReadSource>();
  const steps = new Map<string, RunStep>();
  const passes = new Map<string, RunPass>();
  const { tf } = backend;
  tf.tidy(() => {
    const traced = bindWeights(backend, graph, model.weights);
    const reader = cachedModel(model);
    for (const length of sides.cached) {
      tf.tidy(() => void reads.set(length, traceSource(traced, model, sources, options, length)));
      for (const cached of sides.cached) {
        for (const samples of sides.samples) {
          const shape = { samples, length: 1, cached };
          const source = { caches: sources, length };
          const key = keyOf(samples, cached, length);
          tf.tidy(() => void steps.set(key, traceStep(traced, reader, caches, options, shape, source)));
        }
      }
    }
    for (const pass of options.passes ?? []) {
      tf.tidy(() => void passes.set(pass.name, tracePass(traced, pass)));
    }
  });
  const session = openSession(graph, backend.native);
  session.assign(new Map(model.weights.map(({ name }) => [name, weightNamed(weights, name)])));
  emptyCaches(session, [...caches, ...sources]);

  /** Tokens of each slot's source. */
  const sizes = new Int32Array(slots);
  const step = (tokens: readonly SlotTokens[]): readonly Float32Array[] => {
    const cached = sideFor(sides.cached, Math.max(...tokens.map(({ held }) => held)));
    const source = sideFor(sides.cached, Math.max(...tokens.map(({ source = 0 }) => source)));
    const run = steps.get(keyOf(sideFor(sides.samples, tokens.length), cached, source));
    if (run === undefined) throw new Error(`no graph reads tokens of ${tokens.length} texts`);
    const logits = run(session, tokens);
    return tokens.map((_, sample) => logits.slice(sample * vocabulary, (sample + 1) * vocabulary));
  };
  /** The target's own tokens: it begins with one that no text has. */
  const ofTarget = ({ slot, held, ids }: SlotTokens): SlotTokens => {
    const source = sizes[slot] ?? 0;
    return { slot, held: 1 + held - source, ids, source };
  };
  return {
    ...{ slots, positions, vocabulary, pieceLength: positions, cacheBytes: bytesOf([...caches, ...sources]) },
    read: ({ slot, held, ids }) => {
      if (held > 0) throw new Error('a source is read at once');
      const run = reads.get(sideFor(sides.cached, ids.length));
      if (run === undefined) throw new Error(`no graph reads a source of ${ids.length} tokens`);
      run(session, slot, ids);
      sizes[slot] = ids.length;
      return step([{ slot, held: 0, ids: [startToken], source: ids.length }])[0] ?? new Float32Array();
    },
    step: (tokens) => step(tokens.map(ofTarget)),
    run: (name, inputs) => {
      const run = passes.get(name);
      if (run === undefined) throw new Error(`there is no pass "${name}"`);
      return run(session, inputs);
    },
    warm: () => {
      for (const run of reads.values()) run(session, 0, []);
      for (const run of steps.values()) run(session, []);
    },
    close: session.close,
  };
}

function cachedModel(model: PairModel): CachedModel {
  return {
    cached: model.cached,
    logits: (forward, tokens, last, source) => {
      if (source === undefined) throw new Error('a target without a source');
      const states = model.decode(forward, tokens, source);
      return model.logits(forward, forward.tf.gather<Tensor2D>(states, last));
    },
  };
}

function keyOf(samples: number, cached: number, source: number): string {
  return `${samples}·${cached}·${source}`;
}

/** Reads a source into the caches of a slot. */
type ReadSource = (session: Session, slot: number, ids: ArrayLike<number>) => void;

function traceSource(
  traced: TracedWeights,
  model: PairModel,
  caches: readonly LayerCache[],
  { slots, positions }: CacheRows,
  length: number,
): ReadSource {
  const { graph, tracer } = traced;
  const name = `source-${length}`;
  const fed = (member: string, dtype: 'int32' | 'float32') =>
    fedTensor(traced, { name: `${name}/${member}`, dtype, shape: [length] });
  const [ids, text, rows] = [fed('ids', 'int32'), fed('text', 'float32'), fed('rows', 'int32')];
  const forward = traced.forward();
  const states = tracer.trace(() => model.encode(forward, { ids, samples: 1, length, text }));
  const { layers } = tracer.trace(() => model.ask(forward, { states, length, text }, 1));
  const writes = caches.flatMap(({ key, value }, layer) => {
    const pair = layers[layer];
    if (pair === undefined) throw new Error('the model has fewer layers than it says');
    return [key, value].map((variable, index) => {
      const tensor = tracer.trace(() => asRows(forward, pair[index as 0 | 1], model.cached));
      return scattered(traced, variable, tracer.outputOf(rows), tracer.outputOf(tensor));
    });
  });
  output(graph, `${name}/read`, tracer.outputOf(text), writes);
  return (session, slot, given) => {
    const padded = new Int32Array(length);
    padded.set(given);
    // What is read of padding goes to the row that is forgotten.
    const row = (place: number): number => (place < given.length ? slot * positions + place : slots * positions);
    const vector = (data: Int32Array | Float32Array): HostTensor =>
      data instanceof Int32Array
        ? { dtype: 'int32', shape: [length], data }
        : { dtype: 'float32', shape: [length], data };
    const feeds = {
      [`${name}/ids`]: vector(padded),
      [`${name}/text`]: vector(new Float32Array(length).fill(1, 0, given.length)),
      [`${name}/rows`]: vector(Int32Array.from({ length }, (_, place) => row(place))),
    };
    session.run(feeds, [`${name}/read`]);
  };
}
