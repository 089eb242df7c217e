import type { HostTensor } from '../host-tensor.ts';

/**
 * Weights with the share `sparsity` of their elements set to 0, those of the lowest magnitude; of equal ones the first.
 * By `layer` each weight loses that share, `global` all of them together. Only `names` are pruned; values that change are
 * copies. Zeros count as pruned, so that pruning further keeps them. Han et al. 2015.
 */
export function pruneByMagnitude(
  weights: ReadonlyMap<string, HostTensor>,
  names: readonly string[],
  sparsity: number,
  scope: 'layer' | 'global',
): ReadonlyMap<string, HostTensor> {
  const chosen = names.map((name) => {
    const tensor = weights.get(name);
    if (tensor === undefined || tensor.dtype !== 'float32') throw new Error(`there is no weight "${name}"`);
    return { name, shape: tensor.shape, data: tensor.data.slice() };
  });
  for (const group of scope === 'global' ? [chosen] : chosen.map((each) => [each])) {
    pruneTogether(
      group.map(({ data }) => data),
      sparsity,
    );
  }
  const pruned = chosen.map(({ name, shape, data }) => [name, { dtype: 'float32', shape, data }] as const);
  return new Map<string, HostTensor>([...weights, ...pruned]);
}

function pruneTogether(parts: readonly Float32Array[], sparsity: number): void {
  const magnitudes = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) for (const value of part) magnitudes[at++] = Math.abs(value);
  const count = Math.round(sparsity * magnitudes.length);
  if (count === 0) return;
  const limit = magnitudes.sort()[count - 1] ?? 0;
  // Elements at the limit go until the count is reached: a share is a share where many are equal, too.
  let below = 0;
  for (const magnitude of magnitudes) {
    if (magnitude >= limit) break;
    below++;
  }
  let atLimit = count - below;
  for (const part of parts) {
    for (const [index, value] of part.entries()) {
      const magnitude = Math.abs(value);
      if (magnitude < limit || (magnitude === limit && atLimit-- > 0)) part[index] = 0;
    }
  }
}
