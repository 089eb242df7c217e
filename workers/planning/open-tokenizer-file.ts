import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import { sha256Hex } from '../../storage/digest.ts';

/** A tokenizer, and the SHA-256 of the file that it was opened from. */
export interface OpenedTokenizer {
  readonly sha256: string;
  readonly tokenizer: Tokenizer;
}

let last: OpenedTokenizer | undefined;

/** Opens a `tokenizer.json`. The last one of a thread stays open: plan, jobs and commit ask for the same. */
export function openTokenizerFile(bytes: Uint8Array): OpenedTokenizer {
  const sha256 = sha256Hex(bytes);
  if (last?.sha256 !== sha256) last = { sha256, tokenizer: openTokenizer(new TextDecoder().decode(bytes)) };
  return last;
}
