import type { Backend } from '../backend/backend.ts';
import type { EngineOptions } from '../engine.ts';
import { integerAttribute, typeAttribute } from '../graph/attribute.ts';
import { dataTypes } from '../graph/data-type.ts';
import { floatOperation, type Graph, type Output, placeholder, sum } from '../graph/graph.ts';
import { newTracer, type Tracer } from '../graph/trace.ts';
import { addVariable, read, type Variable } from '../graph/variable.ts';
import type { WeightSpec } from '../model.ts';
import type { InputTensors } from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';
import { newForward } from './forward.ts';
import { lossAndGradients } from './gradients.ts';
import { inPrecision } from './in-precision.ts';
import { type Parts, partsOf } from './parts.ts';

/** What a run of the passes is fed beside the objective's inputs. */
export const passFeeds = { scale: 'scale', dropoutKey: 'dropout-key' } as const;

/** A name in the graph for what is of batches of one size; the name itself where all batches have one. */
export function ofSize(name: string, samples: number | undefined): string {
  return samples === undefined ? name : `${name}/of-${samples}`;
}

/** Training and evaluation of an objective in a graph, for each size of its batches, over the same variables. */
export interface TracedPasses {
  /** The weights that are not frozen. */
  readonly trained: readonly { readonly spec: WeightSpec; readonly variable: Variable }[];
  readonly passes: readonly SizedPasses[];
}

export interface SizedPasses {
  /** Undefined where all batches have one size. */
  readonly samples: number | undefined;
  /** Sum of the losses, and the gradient of `scale` times that sum for each of `trained`. */
  readonly loss: Output;
  readonly gradients: readonly Output[];
  /** The objective's outputs, by name. */
  readonly evaluated: ReadonlyMap<string, Output>;
}

/** Traces the passes over each part of a batch. Parts do not wait for each other: TensorFlow runs them side by side. */
export function tracePasses(backend: Backend, options: EngineOptions, graph: Graph): TracedPasses {
  const engine = backend.tf.engine();
  engine.startScope();
  try {
    const work = { backend, options, graph, tracer: newTracer(graph, backend.native) };
    const weights = bindWeights(work);
    const scale = feed(work, passFeeds.scale, 'float32', []);
    const key = feed(work, passFeeds.dropoutKey, 'int32', [1]);
    const { objective } = options;
    const sizes = objective.reads === 'packed' ? objective.sizes : [undefined];
    return {
      trained: weights.filter(({ spec }) => spec.frozen !== true),
      passes: sizes.map((samples) => {
        const sized = { ...work, samples, parts: partsOf(options, samples) };
        return traceParts(sized, { weights, scale, key });
      }),
    };
  } finally {
    engine.endScope();
  }
}

interface Work {
  readonly backend: Backend;
  readonly options: EngineOptions;
  readonly graph: Graph;
  readonly tracer: Tracer;
}

interface SizedWork extends Work {
  readonly samples: number | undefined;
  readonly parts: Parts;
}

/** What the passes of all sizes read. */
interface Shared {
  readonly weights: readonly BoundWeight[];
  readonly scale: Tensor;
  readonly key: Tensor;
}

interface BoundWeight {
  readonly spec: WeightSpec;
  readonly variable: Variable;
  readonly tensor: Tensor;
}

function traceParts(work: SizedWork, shared: Shared): SizedPasses {
  const { graph, samples } = work;
  const trained = shared.weights.filter(({ spec }) => spec.frozen !== true);
  const inputs = bindInputs(work);
  const losses = inputs.map((input, part) => traceLoss(work, shared, input, part));
  return {
    samples,
    loss: sum(
      graph,
      [],
      losses.map(({ loss }) => loss),
    ),
    gradients: trained.map(({ spec }, index) =>
      sum(
        graph,
        spec.shape,
        losses.flatMap(({ gradients }) => gradients[index] ?? []),
      ),
    ),
    evaluated: traceEvaluation(work, shared.weights, inputs),
  };
}

function bindWeights({ backend, options, graph, tracer }: Work): BoundWeight[] {
  return [...options.model.weights, ...options.objective.weights].map((spec) => {
    const variable = addVariable(graph, spec.name, spec.shape);
    const tensor = backend.tf.zeros([...spec.shape]);
    tracer.bind(tensor, read(graph, variable));
    return { spec, variable, tensor };
  });
}

function feed(work: Work, name: string, dtype: 'float32' | 'int32', shape: readonly number[]): Tensor {
  const tensor = work.backend.tf.zeros([...shape], dtype);
  work.tracer.bind(tensor, placeholder(work.graph, name, dataTypes[dtype], shape));
  return tensor;
}

/** Placeholders for the whole batch, and each part's share of them. */
function bindInputs({ backend, options, graph, tracer, parts, samples }: SizedWork): InputTensors[] {
  const tensors = Array.from({ length: parts.count }, () => new Map<string, Tensor>());
  const first = graph.constant(dataTypes.int32, [], Buffer.from(Int32Array.of(0).buffer));
  const objective = samples === undefined ? options.objective : options.objective.resize(samples);
  for (const { name, dtype, shape } of objective.inputs) {
    const whole = placeholder(graph, ofSize(name, samples), dataTypes[dtype], shape);
    const attributes = { num_split: integerAttribute(parts.count), T: typeAttribute(dataTypes[dtype]) };
    const split = graph.add('Split', [first, whole], attributes);
    const [rows = 0, ...sides] = shape;
    for (const [part, named] of tensors.entries()) {
      const tensor = backend.tf.zeros([rows / parts.count, ...sides], dtype);
      tracer.bind(tensor, `${split}:${part}`);
      named.set(name, tensor);
    }
  }
  return tensors.map((named) => (name) => {
    const tensor = named.get(name);
    if (tensor === undefined) throw new Error(`the objective names no input "${name}"`);
    return tensor;
  });
}

function traceLoss(
  { backend, options, tracer, parts }: SizedWork,
  { weights, scale, key }: Shared,
  input: InputTensors,
  part: number,
): { readonly loss: Output; readonly gradients: readonly Output[] } {
  const draw = { probability: options.dropout, seed: parts.seedOf(part), key };
  const trained = weights.filter(({ spec }) => spec.frozen !== true);
  const all = new Map(weights.map(({ spec, tensor }) => [spec.name, tensor]));
  return tracer.trace(() => {
    const lossSum = (...tensors: Tensor[]): Tensor => {
      const given = tensors.map((tensor, index) => [trained[index]?.spec.name ?? '', tensor] as const);
      return parts.objective.lossSum(newForward(backend, new Map([...all, ...given]), draw), input);
    };
    const tensors = trained.map(({ tensor }) => tensor);
    const { value, gradients } = inPrecision(backend.native, options.precision, () =>
      lossAndGradients(backend.tf, lossSum, tensors, scale),
    );
    return { loss: tracer.outputOf(value), gradients: gradients.map(tracer.outputOf) };
  });
}

/** Outputs over the whole batch: of the parts' scalars the sum, of their rows all. */
function traceEvaluation(
  { backend, graph, tracer, parts }: SizedWork,
  weights: readonly BoundWeight[],
  inputs: readonly InputTensors[],
): Map<string, Output> {
  const named = new Map(weights.map(({ spec, tensor }) => [spec.name, tensor]));
  const forward = newForward(backend, named, undefined);
  const evaluated = inputs.map((input) => tracer.trace(() => parts.objective.outputs(forward, input)));
  const joined = Object.entries(evaluated[0] ?? {}).map(([name, { rank }]): [string, Output] => {
    const outputs = evaluated.flatMap((outputs) => outputs[name] ?? []).map(tracer.outputOf);
    return [name, rank === 0 ? sum(graph, [], outputs) : rows(graph, outputs)];
  });
  return new Map(joined);
}

function rows(graph: Graph, outputs: readonly Output[]): Output {
  const [only = ''] = outputs;
  if (outputs.length === 1) return only;
  const axis = graph.constant(dataTypes.int32, [], Buffer.from(Int32Array.of(0).buffer));
  const attributes = { N: integerAttribute(outputs.length), Tidx: typeAttribute(dataTypes.int32) };
  return floatOperation(graph, 'ConcatV2', [...outputs, axis], attributes);
}
