import { joinBytes } from '../core/join-bytes.ts';

/** All pieces as one array, which shares memory with none of them. Memory: twice their bytes. */
export async function joinPieces(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return joinBytes(all);
}
