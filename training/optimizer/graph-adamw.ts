import type { AdamWSettings } from '../engine.ts';
import { flagAttribute } from '../graph/attribute.ts';
import { type Control, controlOf, floatConstant, floatOperation, type Graph, type Output } from '../graph/graph.ts';
import { assignSubtract, read } from '../graph/variable.ts';
import type { AdamRates } from './adam-rates.ts';
import type { Slots } from './slots.ts';

/** One AdamW update of a weight; runs when what it gives is asked for. Loshchilov and Hutter 2019. */
export function graphAdamW(
  graph: Graph,
  { weight, decays, moments }: Slots,
  gradient: Output,
  rateOf: (name: keyof AdamRates) => Output,
  { beta1, beta2, weightDecay }: AdamWSettings,
): Control {
  // The decay waits for the gradient, so that the whole pass sees the weight as it was.
  const after: Control[] = [];
  if (decays && weightDecay > 0) {
    const part = floatOperation(graph, 'Mul', [read(graph, weight, [controlOf(gradient)]), rateOf('decay')]);
    after.push(assignSubtract(graph, weight, part));
  }
  // The rate holds the bias corrections: with both powers 0 TensorFlow's own are 1.
  const power = floatConstant(graph, 0);
  const handles = [weight, ...moments].map(({ handle }) => handle);
  const betas = [floatConstant(graph, beta1), floatConstant(graph, beta2)];
  const operands = [...handles, power, power, rateOf('rate'), ...betas, rateOf('epsilon'), gradient, ...after];
  const attributes = { use_locking: flagAttribute(false), use_nesterov: flagAttribute(false) };
  return controlOf(floatOperation(graph, 'ResourceApplyAdam', operands, attributes));
}
