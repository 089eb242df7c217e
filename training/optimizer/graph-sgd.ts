import type { SgdSettings } from '../engine.ts';
import { flagAttribute } from '../graph/attribute.ts';
import { type Control, controlOf, floatConstant, floatOperation, type Graph, type Output } from '../graph/graph.ts';
import { read } from '../graph/variable.ts';
import type { Slots } from './slots.ts';

/** One update of a weight by PyTorch's `SGD`: decay is part of the gradient, momentum a sum of gradients. */
export function graphSgd(
  graph: Graph,
  { weight, decays, moments }: Slots,
  gradient: Output,
  rate: Output,
  { momentum, weightDecay }: SgdSettings,
): Control {
  const decay = (): Output => {
    // Read after the gradient, which all of the pass went into.
    const part = [read(graph, weight, [controlOf(gradient)]), floatConstant(graph, weightDecay)];
    return floatOperation(graph, 'AddV2', [gradient, floatOperation(graph, 'Mul', part)]);
  };
  const whole = decays && weightDecay > 0 ? decay() : gradient;
  const [buffer] = moments;
  const locking = { use_locking: flagAttribute(false) };
  if (buffer === undefined) {
    return controlOf(floatOperation(graph, 'ResourceApplyGradientDescent', [weight.handle, rate, whole], locking));
  }
  const operands = [weight.handle, buffer.handle, rate, whole, floatConstant(graph, momentum)];
  const attributes = { ...locking, use_nesterov: flagAttribute(false) };
  return controlOf(floatOperation(graph, 'ResourceApplyMomentum', operands, attributes));
}
