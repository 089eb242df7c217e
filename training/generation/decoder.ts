import type { Backend } from '../backend/backend.ts';
import { newGraph } from '../graph/graph.ts';
import { openSession } from '../graph/session.ts';
import { addVariable } from '../graph/variable.ts';
import type { HostTensor } from '../host-tensor.ts';
import { bindWeights } from '../inference/bound-weights.ts';
import { type Pass, type RunPass, tracePass } from '../inference/pass.ts';
import type { TokenModel } from '../model.ts';
import { type LayerCache, type RunStep, type SlotTokens, traceStep } from './cached-step.ts';
import { sideFor, stepShapes, stepSides } from './step-shapes.ts';

export interface DecoderOptions {
  readonly model: TokenModel;
  readonly weights: ReadonlyMap<string, HostTensor>;
  readonly vocabulary: number;
  /** Most tokens of a text. */
  readonly positions: number;
  /** Texts that are held at a time. */
  readonly slots: number;
  /** Further computations over the same weights. */
  readonly passes?: readonly Pass[];
}

/** A decoder with the keys and values of the texts in its slots. Calls are synchronous; one at a time. */
export interface Decoder {
  readonly slots: number;
  readonly positions: number;
  readonly vocabulary: number;
  /** Most tokens that one {@link read} takes. */
  readonly pieceLength: number;
  /** Bytes of all cached keys and values. */
  readonly cacheBytes: number;
  /** Reads a piece of a text into its slot; the logits behind its last token, [vocabulary]. */
  readonly read: (piece: SlotTokens) => Float32Array;
  /** Reads one token of each of several slots in one call; the logits behind each. */
  readonly step: (tokens: readonly SlotTokens[]) => readonly Float32Array[];
  readonly run: (pass: string, inputs: Readonly<Record<string, HostTensor>>) => Readonly<Record<string, Float32Array>>;
  readonly close: () => void;
}

/**
 * A decoder's weights and caches in one TensorFlow session, with a traced graph for each shape of a call. Opening it runs
 * the model once for each shape. The caches take 8·layers·width·slots·positions bytes, where keys are as wide as states.
 */
export function openDecoder(backend: Backend, options: DecoderOptions): Decoder {
  const { model, weights, slots, positions, vocabulary } = options;
  const sides = stepSides(slots, positions);
  const steps = new Map<string, RunStep>();
  const passes = new Map<string, RunPass>();
  const graph = newGraph();
  const { cached } = model;
  if (cached === undefined) throw new Error('the model caches nothing');
  const sideOfRow = cached.heads * cached.headWidth;
  const shape = [slots * positions + 1, sideOfRow];
  const caches = Array.from(
    { length: cached.layers },
    (_, layer): LayerCache => ({
      key: addVariable(graph, `cache/${layer}/key`, shape),
      value: addVariable(graph, `cache/${layer}/value`, shape),
    }),
  );
  const { tf } = backend;
  tf.tidy(() => {
    const traced = bindWeights(backend, graph, model.weights);
    for (const step of stepShapes(sides)) {
      tf.tidy(() => {
        steps.set(keyOf(step), traceStep(traced, model, caches, { slots, positions }, step));
      });
    }
    for (const pass of options.passes ?? []) {
      tf.tidy(() => {
        passes.set(pass.name, tracePass(traced, pass));
      });
    }
  });
  const session = openSession(graph, backend.native);
  session.assign(new Map(model.weights.map(({ name }) => [name, weightOf(weights, name)])));
  for (const { key, value } of caches) {
    const zeros: HostTensor = { dtype: 'float32', shape, data: new Float32Array((shape[0] ?? 0) * sideOfRow) };
    session.assign(new Map([key, value].map(({ name }) => [name, zeros])));
  }
  const call = (samples: number, length: number, tokens: readonly SlotTokens[]): Float32Array => {
    const looksBack = Math.max(1, ...tokens.map(({ held }) => held));
    const run = steps.get(keyOf({ samples, length, cached: sideFor(sides.cached, looksBack) }));
    if (run === undefined) throw new Error(`no graph reads ${length} tokens of ${samples} texts`);
    return run(session, tokens);
  };
  const pieceLength = sides.lengths.at(-1) ?? 1;
  return {
    slots,
    positions,
    vocabulary,
    pieceLength,
    cacheBytes: 2 * cached.layers * 4 * (shape[0] ?? 0) * sideOfRow,
    read: (piece) => call(1, sideFor([1, ...sides.lengths], piece.ids.length), [piece]),
    step: (tokens) => {
      const logits = call(sideFor(sides.samples, tokens.length), 1, tokens);
      return tokens.map((_, sample) => logits.subarray(sample * vocabulary, (sample + 1) * vocabulary));
    },
    run: (name, inputs) => {
      const run = passes.get(name);
      if (run === undefined) throw new Error(`there is no pass "${name}"`);
      return run(session, inputs);
    },
    close: session.close,
  };
}

function keyOf({ samples, length, cached }: { samples: number; length: number; cached: number }): string {
  return `${samples}·${length}·${cached}`;
}

function weightOf(weights: ReadonlyMap<string, HostTensor>, name: string): HostTensor {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`the checkpoint has no weight "${name}"`);
  return weight;
}
