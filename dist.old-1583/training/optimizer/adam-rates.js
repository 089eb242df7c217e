/**
 * PyTorch's AdamW, rate·m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ), with the corrections moved out of the tensors
 * and computed in double precision: rate·√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε·√(1−β₂ᵗ)).
 */
export function adamRates(settings, { step, learningRate }) {
    const root = Math.sqrt(1 - settings.beta2 ** step);
    return {
        rate: (learningRate * root) / (1 - settings.beta1 ** step),
        epsilon: settings.epsilon * root,
        decay: learningRate * settings.weightDecay,
    };
}
/** Added to the gradient's norm before the division that clips. PyTorch's `clip_grad_norm_`. */
export const clipEpsilon = 1e-6;
//# sourceMappingURL=adam-rates.js.map