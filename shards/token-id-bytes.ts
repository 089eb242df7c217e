import type { TokenShape } from './tokens.ts';

/** Bytes of a token id in a shard, and of one in memory. */
export function tokenIdBytes({ vocabulary }: Pick<TokenShape, 'vocabulary'>): 2 | 4 {
  return vocabulary <= 65_536 ? 2 : 4;
}
