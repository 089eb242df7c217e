import type { OptimizerSettings } from '../engine.ts';
import { flagAttribute } from '../graph/attribute.ts';
import { dataTypes } from '../graph/data-type.ts';
import {
  type Control,
  floatConstant,
  floatOperation,
  type Graph,
  type Output,
  placeholder,
  sum,
} from '../graph/graph.ts';
import { addVariable, assignSubtract, read, type Variable } from '../graph/variable.ts';
import { type AdamRates, clipEpsilon } from './adam-rates.ts';

/** A weight in the graph with what AdamW keeps for it. */
export interface AdamSlots {
  readonly weight: Variable;
  readonly decays: boolean;
  readonly firstMoment: Variable;
  readonly secondMoment: Variable;
}

export function addSlots(graph: Graph, weight: Variable, decays: boolean): AdamSlots {
  const { name, shape } = weight;
  return {
    weight,
    decays,
    firstMoment: addVariable(graph, firstMomentName(name), shape),
    secondMoment: addVariable(graph, secondMomentName(name), shape),
  };
}

export const firstMomentName = (weight: string): string => `${weight}/first-moment`;
export const secondMomentName = (weight: string): string => `${weight}/second-moment`;

/** {@link AdamRates} as scalars of the graph, fed under the same names. */
export type AdamInputs = { readonly [Key in keyof AdamRates]: Output };

export function addAdamInputs(graph: Graph): AdamInputs {
  const scalar = (name: keyof AdamRates): Output => placeholder(graph, name, dataTypes.float32, []);
  return { rate: scalar('rate'), epsilon: scalar('epsilon'), decay: scalar('decay') };
}

/** √Σg² over all gradients. */
export function globalNorm(graph: Graph, gradients: readonly Output[]): Output {
  const halves = gradients.map((gradient) => floatOperation(graph, 'L2Loss', [gradient]));
  const half = sum(graph, [], halves);
  return floatOperation(graph, 'Sqrt', [floatOperation(graph, 'Mul', [half, floatConstant(graph, 2)])]);
}

/** Gradients scaled down to a global norm of at most `clipNorm`. Source: PyTorch's `clip_grad_norm_`. */
export function clipped(graph: Graph, gradients: readonly Output[], norm: Output, clipNorm: number): Output[] {
  const divisor = floatOperation(graph, 'AddV2', [norm, floatConstant(graph, clipEpsilon)]);
  const ratio = floatOperation(graph, 'RealDiv', [floatConstant(graph, clipNorm), divisor]);
  const factor = floatOperation(graph, 'Minimum', [ratio, floatConstant(graph, 1)]);
  return gradients.map((gradient) => floatOperation(graph, 'Mul', [gradient, factor]));
}

/** One AdamW update of a weight; runs when what it gives is asked for. Loshchilov and Hutter 2019. */
export function addUpdate(
  graph: Graph,
  { weight, decays, firstMoment, secondMoment }: AdamSlots,
  gradient: Output,
  inputs: AdamInputs,
  { beta1, beta2, weightDecay }: OptimizerSettings,
): Control {
  // The decay waits for the gradient, so that the whole pass sees the weight as it was.
  const ready = `^${gradient.slice(0, gradient.indexOf(':'))}`;
  const after: Control[] = [];
  if (decays && weightDecay > 0) {
    const part = floatOperation(graph, 'Mul', [read(graph, weight, [ready]), inputs.decay]);
    after.push(assignSubtract(graph, weight, part));
  }
  // The rate holds the bias corrections: with both powers 0 TensorFlow's own are 1.
  const power = floatConstant(graph, 0);
  const handles = [weight.handle, firstMoment.handle, secondMoment.handle];
  const betas = [floatConstant(graph, beta1), floatConstant(graph, beta2)];
  const operands = [...handles, power, power, inputs.rate, ...betas, inputs.epsilon, gradient, ...after];
  const attributes = { use_locking: flagAttribute(false), use_nesterov: flagAttribute(false) };
  return `^${floatOperation(graph, 'ResourceApplyAdam', operands, attributes).slice(0, -2)}`;
}
