/** Probabilities of logits. */
export function softmax(logits: Float32Array): Float64Array {
  const most = Math.max(...logits);
  const weights = Float64Array.from(logits, (logit) => Math.exp(logit - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
