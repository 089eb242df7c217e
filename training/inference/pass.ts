import { output } from '../graph/graph.ts';
import type { Session } from '../graph/session.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { Forward } from '../model.ts';
import type { InputSpec, InputTensors } from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';
import { fedTensor, type TracedWeights } from './bound-weights.ts';

/** A computation over weights and inputs, of one shape, without gradients. `name` is its own in a graph. */
export interface Pass {
  readonly name: string;
  readonly inputs: readonly InputSpec[];
  readonly outputs: (forward: Forward, input: InputTensors) => Readonly<Record<string, Tensor>>;
}

/** Runs a traced pass. `inputs` are all of its inputs by name. */
export type RunPass = (
  session: Session,
  inputs: Readonly<Record<string, HostTensor>>,
) => Readonly<Record<string, Float32Array>>;

/** Traces a pass into the graph of `traced`. */
export function tracePass(traced: TracedWeights, { name, inputs, outputs }: Pass): RunPass {
  const nameIn = (member: string): string => `${name}/${member}`;
  const fed = new Map(inputs.map((spec) => [spec.name, fedTensor(traced, { ...spec, name: nameIn(spec.name) })]));
  const input: InputTensors = (wanted) => {
    const tensor = fed.get(wanted);
    if (tensor === undefined) throw new Error(`the pass ${name} has no input "${wanted}"`);
    return tensor;
  };
  const results = Object.entries(traced.tracer.trace(() => outputs(traced.forward(), input)));
  for (const [result, tensor] of results) output(traced.graph, nameIn(result), traced.tracer.outputOf(tensor));
  const names = results.map(([result]) => result);
  return (session, given) => {
    const feeds = Object.fromEntries(Object.entries(given).map(([member, value]) => [nameIn(member), value]));
    const values = session.run(feeds, names.map(nameIn));
    return Object.fromEntries(names.map((result, index) => [result, values[index] ?? new Float32Array()]));
  };
}
