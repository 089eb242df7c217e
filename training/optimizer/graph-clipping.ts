import { floatConstant, floatOperation, type Graph, type Output, sum } from '../graph/graph.ts';
import { clipEpsilon } from './clip-epsilon.ts';

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
