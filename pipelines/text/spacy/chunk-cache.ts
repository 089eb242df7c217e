/** The longest chunk that is kept, in code units; its token ends fit in 8 bits. */
export const keptLength = 40;

/** Places that a chunk may lie in, from its hash on: more would give hostile text long searches. */
const probes = 8;
const maxChunks = 2 ** 16;
const slots = new Int32Array(maxChunks * 2);
/** For each chunk: its hash, and where its units and tokens begin. The next chunk's are where they end. */
const hashes = new Int32Array(maxChunks);
const unitStarts = new Int32Array(maxChunks + 1);
const tokenStarts = new Int32Array(maxChunks + 1);
const keptUnits = new Uint16Array(maxChunks * 12);
const keptTokens = new Uint16Array(maxChunks * 6);
let chunks = 0;

/** The hash of a chunk is that of its units one after another, from 0 on. */
export function hashWith(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x85ebca6b) ^ (hash >>> 13);
}

/**
 * The number of a chunk that was kept, or -1. Its tokens are {@link cachedTokens} between {@link cachedTokensStart} of
 * it and of the next number. Numbers are good until a chunk is kept. About 4 MB; changes nothing but time.
 */
export function findChunk(units: Uint16Array, start: number, end: number, hash: number): number {
  const slot = firstSlot(hash);
  for (let probe = 0; probe < probes; probe++) {
    const chunk = (slots[(slot + probe) & (slots.length - 1)] as number) - 1;
    if (chunk < 0) return -1;
    if (hashes[chunk] === hash && isChunk(chunk, units, start, end)) return chunk;
  }
  return -1;
}

/** Tokens of all kept chunks: a token's end in the chunk times 256, and its symbol. */
export const cachedTokens: Uint16Array = keptTokens;

export function cachedTokensStart(chunk: number): number {
  return tokenStarts[chunk] ?? 0;
}

/** Keeps a chunk of at most {@link keptLength} units with its tokens. Where there is no room, all chunks are let go. */
export function keepChunk(
  units: Uint16Array,
  start: number,
  end: number,
  hash: number,
  tokens: ArrayLike<number>,
  count: number,
): void {
  if (
    chunks === maxChunks ||
    (unitStarts[chunks] ?? 0) + end - start > keptUnits.length ||
    (tokenStarts[chunks] ?? 0) + count > keptTokens.length
  ) {
    slots.fill(0);
    chunks = 0;
  }
  const first = firstSlot(hash);
  for (let probe = 0; probe < probes; probe++) {
    const slot = (first + probe) & (slots.length - 1);
    if (slots[slot] !== 0) continue;
    const unitStart = unitStarts[chunks] ?? 0;
    const tokenStart = tokenStarts[chunks] ?? 0;
    for (let i = start; i < end; i++) keptUnits[unitStart + i - start] = units[i] ?? 0;
    for (let k = 0; k < count; k++) keptTokens[tokenStart + k] = tokens[k] ?? 0;
    hashes[chunks] = hash;
    slots[slot] = ++chunks;
    unitStarts[chunks] = unitStart + end - start;
    tokenStarts[chunks] = tokenStart + count;
    return;
  }
}

function isChunk(chunk: number, units: Uint16Array, start: number, end: number): boolean {
  const kept = unitStarts[chunk] ?? 0;
  if ((unitStarts[chunk + 1] ?? 0) - kept !== end - start) return false;
  for (let i = start; i < end; i++) if (units[i] !== keptUnits[kept + i - start]) return false;
  return true;
}

function firstSlot(hash: number): number {
  return hash ^ (hash >>> 16);
}
