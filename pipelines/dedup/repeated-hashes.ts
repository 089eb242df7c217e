/** Slots for each hash: one in sixteen of hashes that come once shares its slot with another, and is told of as well. */
const slotsOfHash = 16;

/**
 * For each hash, 1 where it may come more than once and 0 where it surely does not. Linear in the hashes, where finding
 * out for sure would sort them. Memory: 5 to 9 bytes a hash.
 */
export function repeatedHashes(hashes: Uint32Array): Uint8Array {
  const slots = 2 ** Math.min(32, Math.ceil(Math.log2(Math.max(32, slotsOfHash * hashes.length))));
  const last = slots - 1;
  const once = new Uint32Array(slots / 32);
  const again = new Uint32Array(slots / 32);
  for (let place = 0; place < hashes.length; place++) {
    const slot = ((hashes[place] as number) & last) >>> 0;
    const [word, bit] = [slot >>> 5, 1 << (slot & 31)];
    const known = once[word] as number;
    if ((known & bit) === 0) once[word] = known | bit;
    else again[word] = (again[word] as number) | bit;
  }
  const repeated = new Uint8Array(hashes.length);
  for (let place = 0; place < hashes.length; place++) {
    const slot = ((hashes[place] as number) & last) >>> 0;
    repeated[place] = ((again[slot >>> 5] as number) >>> (slot & 31)) & 1;
  }
  return repeated;
}
