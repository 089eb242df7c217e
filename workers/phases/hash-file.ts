/** Hashes of a partition's images as bytes, little-endian: hashes (n × u64), then ordinals (n × u32). */
export function writeHashFile(entries: readonly { readonly ordinal: number; readonly hash: bigint }[]): Uint8Array {
  const count = entries.length;
  const bytes = new Uint8Array(12 * count);
  const hashes = new BigUint64Array(bytes.buffer, 0, count);
  const ordinals = new Uint32Array(bytes.buffer, 8 * count, count);
  for (const [place, { ordinal, hash }] of entries.entries()) {
    hashes[place] = hash;
    ordinals[place] = ordinal;
  }
  return bytes;
}

export function readHashFile(bytes: Uint8Array): {
  readonly hashes: BigUint64Array;
  readonly ordinals: Uint32Array;
} {
  const { buffer } = new Uint8Array(bytes);
  const count = bytes.length / 12;
  return { hashes: new BigUint64Array(buffer, 0, count), ordinals: new Uint32Array(buffer, 8 * count, count) };
}
