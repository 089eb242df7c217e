import { flagAttribute } from '../graph/attribute.js';
import { dataTypes } from '../graph/data-type.js';
import { floatConstant, floatOperation, placeholder, sum, } from '../graph/graph.js';
import { addVariable, assignSubtract, read } from '../graph/variable.js';
import { clipEpsilon } from './adam-rates.js';
export function addSlots(graph, weight, decays) {
    const { name, shape } = weight;
    return {
        weight,
        decays,
        firstMoment: addVariable(graph, firstMomentName(name), shape),
        secondMoment: addVariable(graph, secondMomentName(name), shape),
    };
}
export const firstMomentName = (weight) => `${weight}/first-moment`;
export const secondMomentName = (weight) => `${weight}/second-moment`;
export function addAdamInputs(graph) {
    const scalar = (name) => placeholder(graph, name, dataTypes.float32, []);
    return { rate: scalar('rate'), epsilon: scalar('epsilon'), decay: scalar('decay') };
}
/** √Σg² over all gradients. */
export function globalNorm(graph, gradients) {
    const halves = gradients.map((gradient) => floatOperation(graph, 'L2Loss', [gradient]));
    const half = sum(graph, [], halves);
    return floatOperation(graph, 'Sqrt', [floatOperation(graph, 'Mul', [half, floatConstant(graph, 2)])]);
}
/** Gradients scaled down to a global norm of at most `clipNorm`. Source: PyTorch's `clip_grad_norm_`. */
export function clipped(graph, gradients, norm, clipNorm) {
    const divisor = floatOperation(graph, 'AddV2', [norm, floatConstant(graph, clipEpsilon)]);
    const ratio = floatOperation(graph, 'RealDiv', [floatConstant(graph, clipNorm), divisor]);
    const factor = floatOperation(graph, 'Minimum', [ratio, floatConstant(graph, 1)]);
    return gradients.map((gradient) => floatOperation(graph, 'Mul', [gradient, factor]));
}
/** One AdamW update of a weight; runs when what it gives is asked for. Loshchilov and Hutter 2019. */
export function addUpdate(graph, { weight, decays, firstMoment, secondMoment }, gradient, inputs, { beta1, beta2, weightDecay }) {
    // The decay waits for the gradient, so that the whole pass sees the weight as it was.
    const ready = `^${gradient.slice(0, gradient.indexOf(':'))}`;
    const after = [];
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
//# sourceMappingURL=graph-adamw.js.map