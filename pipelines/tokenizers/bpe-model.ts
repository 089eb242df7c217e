import { MillraceError } from '../../core/errors.ts';
import { byteCharacters } from './byte-alphabet.ts';
import type { Merges } from './merge-word.ts';
import { openPairTable } from './pair-table.ts';
import type { TokenizerFile } from './tokenizer-file.ts';

/** Bounds the arrays by id that a hostile file could ask for. The largest vocabulary in use has 2^18 tokens. */
const MAX_ID = 2 ** 22;

/** A byte-level BPE: the vocabulary with added tokens, the token of each byte, and the merges. */
export interface BpeModel {
  readonly ids: ReadonlyMap<string, number>;
  readonly byteIds: Int32Array;
  readonly merges: Merges;
}

/** The part of a tokenizer file that says what a byte-level BPE is. */
export interface BpeFile extends Pick<TokenizerFile, 'added_tokens'> {
  readonly model: Pick<TokenizerFile['model'], 'vocab' | 'merges'>;
}

/** Checks and compiles what a tokenizer file says. Throws MillraceError `tokenizer-invalid`. */
export function compileBpe(file: BpeFile): BpeModel {
  const ids = new Map<string, number>();
  for (const [token, id] of Object.entries(file.model.vocab)) ids.set(token, checkedId(id));
  const byteIds = Int32Array.from(byteCharacters, (character) => {
    const id = ids.get(character);
    if (id === undefined) throw invalid('model.vocab', 'a token for each of the 256 bytes, found fewer');
    return id;
  });
  const merges = compileMerges(file.model.merges, ids);
  for (const { content, id } of file.added_tokens) {
    if ((ids.get(content) ?? id) !== id) throw invalid('added_tokens', 'the id that model.vocab gives, found another');
    ids.set(content, checkedId(id));
  }
  return { ids, byteIds, merges };
}

function compileMerges(list: readonly unknown[], ids: ReadonlyMap<string, number>): Merges {
  const ranks = openPairTable(list.length);
  const merged = new Int32Array(list.length);
  for (let rank = 0; rank < list.length; rank++) {
    const entry = list[rank];
    const pair: readonly unknown[] = typeof entry === 'string' ? entry.split(' ') : Array.isArray(entry) ? entry : [];
    const [left, right] = pair;
    if (typeof left !== 'string' || typeof right !== 'string' || pair.length !== 2) {
      throw invalid(`model.merges.${rank}`, 'two tokens, found something else');
    }
    const leftId = ids.get(left);
    const rightId = ids.get(right);
    const id = ids.get(left + right);
    if (leftId === undefined || rightId === undefined || id === undefined) {
      throw invalid(`model.merges.${rank}`, 'tokens of model.vocab, found others');
    }
    ranks.set(leftId, rightId, rank);
    merged[rank] = id;
  }
  return { ranks, merged };
}

function checkedId(id: unknown): number {
  if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < MAX_ID) return id;
  throw invalid('model.vocab', `whole numbers from 0 to ${MAX_ID - 1} as ids, found something else`);
}

function invalid(at: string, expected: string): MillraceError {
  return new MillraceError('tokenizer-invalid', `Expected at ${at} of the tokenizer file ${expected}.`, {
    kind: 'usage',
    at,
  });
}
