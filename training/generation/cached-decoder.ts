import type { Backend } from '../backend/backend.ts';
import { newGraph } from '../graph/graph.ts';
import { openSession } from '../graph/session.ts';
import { addVariable } from '../graph/variable.ts';
import type { HostTensor } from '../host-tensor.ts';
import { bindWeights } from '../inference/bound-weights.ts';
import { type RunPass, tracePass } from '../inference/pass.ts';
import { weightNamed } from '../inference/weight-named.ts';
import type { TokenModel } from '../model.ts';
import { type LayerCache, type RunStep, type SlotTokens, traceStep } from './cached-step.ts';
import type { Decoder, DecoderOptions } from './decoder.ts';
import { sideFor, stepShapes, stepSides } from './step-shapes.ts';

/**
 * A decoder's weights and caches in one TensorFlow session, with a traced graph for each shape of a call. Opening it runs
 * the model once for each shape. The caches take 8·layers·width·slots·positions bytes, where keys are as wide as states.
 */
export function openCachedDecoder(backend: Backend, options: DecoderOptions & { readonly model: TokenModel }): Decoder {
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
  session.assign(new Map(model.weights.map(({ name }) => [name, weightNamed(weights, name)])));
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
    warm: () => {
      for (const run of steps.values()) run(session, []);
    },
    close: session.close,
  };
}

function keyOf({ samples, length, cached }: { samples: number; length: number; cached: number }): string {
  return `${samples}·${length}·${cached}`;
}
