import { createHash } from 'node:crypto';

/** SHA-256 of some bytes, or of a string's UTF-8, in lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A SHA-256 that is fed in pieces; `hex` may be called once. */
export interface StreamingDigest {
  update(piece: Uint8Array): void;
  hex(): string;
}

export function streamingSha256(): StreamingDigest {
  const hash = createHash('sha256');
  return {
    update: (piece) => {
      hash.update(piece);
    },
    hex: () => hash.digest('hex'),
  };
}
