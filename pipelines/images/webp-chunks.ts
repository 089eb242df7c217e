/** A chunk of a WebP: its four-letter type, and its bytes [start, end), header and padding included. */
export interface WebpChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Chunks of a file that begins with WebP's signature, up to the first that does not fit. */
export function* webpChunks(bytes: Uint8Array): Generator<WebpChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const stop = Math.min(bytes.length, 8 + view.getUint32(4, true));
  for (let start = 12; start + 8 <= stop; ) {
    const length = view.getUint32(start + 4, true);
    const end = start + 8 + length + (length & 1);
    if (end > stop) return;
    yield { type: String.fromCharCode(...bytes.subarray(start, start + 4)), start, end };
    start = end;
  }
}

export function isLosslessWebp(bytes: Uint8Array): boolean {
  for (const { type } of webpChunks(bytes)) {
    if (type === 'VP8L') return true;
    if (type === 'VP8 ') return false;
  }
  return false;
}
