import type { Backend } from '../backend/backend.ts';
import { newGraph } from '../graph/graph.ts';
import { openSession } from '../graph/session.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { WeightSpec } from '../model.ts';
import { bindWeights } from './bound-weights.ts';
import { type Pass, type RunPass, tracePass } from './pass.ts';
import { weightNamed } from './weight-named.ts';

/** Passes over one set of weights, in one session. Calls are synchronous. */
export interface Passes {
  readonly run: (pass: string, inputs: Readonly<Record<string, HostTensor>>) => Readonly<Record<string, Float32Array>>;
  readonly close: () => void;
}

/** Opens passes; each runs once meanwhile. Throws MillraceError `weight-missing`. */
export function openPasses(
  backend: Backend,
  specs: readonly WeightSpec[],
  weights: ReadonlyMap<string, HostTensor>,
  passes: readonly Pass[],
): Passes {
  const graph = newGraph();
  const runs = new Map<string, RunPass>();
  const { tf } = backend;
  tf.tidy(() => {
    const traced = bindWeights(backend, graph, specs);
    for (const pass of passes) {
      tf.tidy(() => {
        runs.set(pass.name, tracePass(traced, pass));
      });
    }
  });
  const session = openSession(graph, backend.native);
  session.assign(valuesOf(specs, weights));
  return {
    run: (name, inputs) => {
      const run = runs.get(name);
      if (run === undefined) throw new Error(`there is no pass "${name}"`);
      return run(session, inputs);
    },
    close: session.close,
  };
}

/** A function of its own, so that no function that stays sees the weights: TensorFlow has its own copy. */
function valuesOf(specs: readonly WeightSpec[], weights: ReadonlyMap<string, HostTensor>) {
  return new Map(specs.map(({ name }) => [name, weightNamed(weights, name)]));
}
