import type { Backend } from '../backend/backend.ts';
import type { EngineOptions } from '../engine.ts';
import { dataTypes } from '../graph/data-type.ts';
import { type Graph, newGraph, type Output, output, placeholder } from '../graph/graph.ts';
import { newTracer, type Tracer } from '../graph/trace.ts';
import { addVariable, assign, assignAdd, read, type Variable } from '../graph/variable.ts';
import type { WeightSpec } from '../model.ts';
import {
  type AdamInputs,
  type AdamSlots,
  addAdamInputs,
  addSlots,
  addUpdate,
  clipped,
  globalNorm,
} from '../optimizer/graph-adamw.ts';
import type { Tensor } from '../tensorflow.ts';
import { newForward } from './forward.ts';

/** What a run of the step's graph is fed beside the objective's inputs and AdamW's rates. */
export const stepFeeds = { scale: 'scale', dropoutKey: 'dropout-key' } as const;

/** What a run of the step's graph can give. Each is the sum of losses, or a norm; asking for it does the work. */
export const stepFetches = {
  /** A whole step of one batch: its loss when the weights are updated, and the norm. */
  loss: 'step/loss',
  norm: 'step/norm',
  /** The first of several micro-batches, and each later one: the loss when its gradient is kept. */
  firstLoss: 'first/loss',
  laterLoss: 'later/loss',
  /** The update from the kept gradients: their norm when the weights are updated. */
  appliedNorm: 'apply/norm',
  evaluated: (name: string): string => `evaluate/${name}`,
} as const;

export interface StepGraph {
  readonly graph: Graph;
  /** Names of the objective's outputs. */
  readonly outputs: readonly string[];
}

/** Traces training and evaluation of an objective into one graph over the same variables. */
export function stepGraph(backend: Backend, options: EngineOptions): StepGraph {
  const graph = newGraph();
  const tracer = newTracer(graph, backend.native);
  const outputs = backend.tf.tidy(() => {
    const traced = bindInputs(backend, options, graph, tracer);
    const gradients = traceLoss(backend, options, tracer, traced);
    addSteps(graph, options, traced, gradients);
    return traceEvaluation(backend, options, graph, tracer, traced);
  });
  return { graph, outputs };
}

interface BoundWeight {
  readonly spec: WeightSpec;
  readonly variable: Variable;
  readonly tensor: Tensor;
}

interface Traced {
  readonly weights: readonly BoundWeight[];
  readonly input: (name: string) => Tensor;
  readonly scale: Tensor;
  readonly dropoutKey: Tensor;
}

interface LossAndGradients {
  readonly loss: Output;
  readonly gradients: readonly Output[];
}

function bindInputs({ tf }: Backend, { model, objective }: EngineOptions, graph: Graph, tracer: Tracer): Traced {
  const fed = (name: string, dtype: 'float32' | 'int32', shape: readonly number[]): Tensor => {
    const tensor = tf.zeros([...shape], dtype);
    tracer.bind(tensor, placeholder(graph, name, dataTypes[dtype], shape));
    return tensor;
  };
  const inputs = new Map(objective.inputs.map(({ name, dtype, shape }) => [name, fed(name, dtype, shape)]));
  return {
    weights: [...model.weights, ...objective.weights].map((spec) => {
      const variable = addVariable(graph, spec.name, spec.shape);
      const tensor = tf.zeros([...spec.shape]);
      tracer.bind(tensor, read(graph, variable));
      return { spec, variable, tensor };
    }),
    input: (name) => {
      const tensor = inputs.get(name);
      if (tensor === undefined) throw new Error(`the objective names no input "${name}"`);
      return tensor;
    },
    scale: fed(stepFeeds.scale, 'float32', []),
    dropoutKey: fed(stepFeeds.dropoutKey, 'int32', [1]),
  };
}

function traceLoss(backend: Backend, options: EngineOptions, tracer: Tracer, traced: Traced): LossAndGradients {
  const { tf } = backend;
  const { objective, dropout, seed } = options;
  const names = traced.weights.map(({ spec }) => spec.name);
  return tracer.trace(() => {
    const lossSum = (...tensors: Tensor[]): Tensor => {
      const weights = new Map(tensors.map((tensor, index) => [names[index] ?? '', tensor]));
      const draw = { probability: dropout, seed, key: traced.dropoutKey };
      return objective.lossSum(newForward(backend, weights, draw), traced.input);
    };
    const tensors = traced.weights.map(({ tensor }) => tensor);
    const { value, grads } = tf.valueAndGrads(lossSum)(tensors, traced.scale);
    return { loss: tracer.outputOf(value), gradients: grads.map(tracer.outputOf) };
  });
}

function traceEvaluation(
  backend: Backend,
  { objective }: EngineOptions,
  graph: Graph,
  tracer: Tracer,
  traced: Traced,
): string[] {
  const weights = new Map(traced.weights.map(({ spec, tensor }) => [spec.name, tensor]));
  const outputs = tracer.trace(() => objective.outputs(newForward(backend, weights, undefined), traced.input));
  for (const [name, tensor] of Object.entries(outputs)) {
    output(graph, stepFetches.evaluated(name), tracer.outputOf(tensor));
  }
  return Object.keys(outputs);
}

function addSteps(graph: Graph, options: EngineOptions, { weights }: Traced, traced: LossAndGradients): void {
  const { loss, gradients } = traced;
  const inputs = addAdamInputs(graph);
  const slots = weights.map(({ variable, spec }) => addSlots(graph, variable, spec.decays));
  const direct = addUpdates(graph, options, slots, inputs, gradients);
  output(graph, stepFetches.loss, loss, direct.updates);
  output(graph, stepFetches.norm, direct.norm);

  const kept = weights.map(({ variable }) => addVariable(graph, `${variable.name}/gradient`, variable.shape));
  const keepBy = (update: typeof assign) =>
    kept.map((variable, index) => update(graph, variable, gradients[index] ?? ''));
  output(graph, stepFetches.firstLoss, loss, keepBy(assign));
  output(graph, stepFetches.laterLoss, loss, keepBy(assignAdd));
  const sums = kept.map((variable) => read(graph, variable));
  const applied = addUpdates(graph, options, slots, inputs, sums);
  output(graph, stepFetches.appliedNorm, applied.norm, applied.updates);
}

function addUpdates(
  graph: Graph,
  { optimizer }: EngineOptions,
  slots: readonly AdamSlots[],
  inputs: AdamInputs,
  gradients: readonly Output[],
) {
  const norm = globalNorm(graph, gradients);
  const used = optimizer.clipNorm > 0 ? clipped(graph, gradients, norm, optimizer.clipNorm) : gradients;
  const updates = slots.map((slot, index) => addUpdate(graph, slot, used[index] ?? '', inputs, optimizer));
  return { norm, updates };
}
