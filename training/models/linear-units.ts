import type { BlockUnits } from '../model.ts';

/**
 * Where units lie in linear layers whose weights are [out, in]: side by side in what comes out of each of the layers
 * `into`, and in what goes into the layer `out`. `bias`: whether the layers `into` have one.
 */
export function linearUnits(
  block: string,
  into: readonly string[],
  out: string,
  { bias }: { readonly bias: boolean },
): BlockUnits['slices'] {
  const kinds = bias ? ['weight', 'bias'] : ['weight'];
  return [
    ...into.flatMap((name) => kinds.map((kind) => ({ weight: `${block}.${name}.${kind}`, axis: 0, repeats: 1 }))),
    { weight: `${block}.${out}.weight`, axis: 1, repeats: 1 },
  ];
}
