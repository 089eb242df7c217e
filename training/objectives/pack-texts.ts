/**
 * Which texts share samples of `length` tokens, as places in `used`: the longest first, each in the sample that it fills
 * best, of equal ones the first. Texts of no tokens are in none. There is at least one sample. Costs texts × samples.
 */
export function packTexts(used: ArrayLike<number>, length: number): readonly (readonly number[])[] {
  const sizeOf = (text: number): number => used[text] as number;
  const texts = Array.from({ length: used.length }, (_, text) => text).filter((text) => sizeOf(text) > 0);
  const samples: { readonly texts: number[]; room: number }[] = [{ texts: [], room: length }];
  for (const text of texts.sort((a, b) => sizeOf(b) - sizeOf(a) || a - b)) {
    let best: (typeof samples)[number] | undefined;
    for (const sample of samples) {
      if (sample.room >= sizeOf(text) && sample.room < (best?.room ?? Number.POSITIVE_INFINITY)) best = sample;
    }
    if (best === undefined) {
      best = { texts: [], room: length };
      samples.push(best);
    }
    best.texts.push(text);
    best.room -= sizeOf(text);
  }
  return samples.map(({ texts }) => texts);
}

/**
 * Sizes of micro-batches that any number of samples can be cut into: 1, 2, 4 and so on up to a quarter of a batch, from
 * most to least. A step's graph has its passes once for each.
 */
export function packedSizes(batch: number): readonly number[] {
  const sizes = [1];
  while ((sizes[0] as number) * 2 <= Math.ceil(batch / 4)) sizes.unshift((sizes[0] as number) * 2);
  return sizes;
}
