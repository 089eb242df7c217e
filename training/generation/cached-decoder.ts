import type { Backend } from '../backend/backend.ts';
import { newGraph } from '../graph/graph.ts';
import { openSession } from '../graph/session.ts';
import { bindWeights } from '../inference/bound-weights.ts';
import { type RunPass, tracePass } from '../inference/pass.ts';
import { weightNamed } from '../inference/weight-named.ts';
import type { TokenModel } from '../model.ts';
import type { Tensor2D } from '../tensorflow.ts';
import { type CachedModel, type RunStep, type SlotTokens, traceStep } from './cached-step.ts';
import { addCaches, bytesOf, emptyCaches } from './caches.ts';
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
  const reader = cachedModel(model);
  const caches = addCaches(graph, 'cache', reader.cached, options);
  const { tf } = backend;
  tf.tidy(() => {
    const traced = bindWeights(backend, graph, model.weights);
    for (const step of stepShapes(sides)) {
      tf.tidy(() => {
        steps.set(keyOf(step), traceStep(traced, reader, caches, { slots, positions }, step));
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
  emptyCaches(session, caches);
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
    cacheBytes: bytesOf(caches),
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

function cachedModel({ cached, ...model }: TokenModel): CachedModel {
  if (cached === undefined) throw new Error('the model caches nothing');
  return {
    cached,
    logits: (forward, tokens, last) => {
      const residual = model.residual(forward, tokens);
      return model.logits(forward, model.hidden(forward, forward.tf.gather<Tensor2D>(residual, last)));
    },
  };
}

function keyOf({ samples, length, cached }: { samples: number; length: number; cached: number }): string {
  return `${samples}·${length}·${cached}`;
}
