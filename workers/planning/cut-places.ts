import { unitInterval } from '../../core/seeded-random.ts';

/**
 * Where a list of different names is cut into about `parts` pieces, as indexes of the first names of pieces: at each name
 * whose hash is the least of its neighbours'. Names that are added or taken out move the cuts near them and no others,
 * unless the list's length passes a power of two times `parts`. Without neighbours, below 2 × `parts` names, each name is
 * a piece. Linear in the names: most hashes
 * are compared with few others.
 * Source: local-minimum chunking, as in Bjørner, Blass and Gurevich, Content-dependent chunking for differential
 * compression, the local maximum approach, 2010.
 */
export function cutPlaces(names: readonly string[], parts: number): ReadonlySet<number> {
  const reach = names.length < 2 * parts ? 0 : 2 ** Math.floor(Math.log2(names.length / parts)) - 1;
  const hashes = Float64Array.from(names, (name) => unitInterval(name));
  const cuts = new Set<number>();
  for (let index = 0; index < names.length; index++) {
    const own = hashes[index] as number;
    const end = Math.min(names.length, index + reach + 1);
    let least = true;
    for (let other = Math.max(0, index - reach); least && other < end; other++) {
      const hash = hashes[other] as number;
      least = hash > own || (hash === own && other >= index);
    }
    if (least) cuts.add(index);
  }
  return cuts;
}
