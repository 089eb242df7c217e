import { byteCharacters } from './byte-alphabet.ts';
import type { MergeList, Merges } from './merge-word.ts';
import { checkedId, readVocabulary } from './models/vocabulary.ts';
import { openPairTable } from './pair-table.ts';
import type { TokenizerFile } from './tokenizer-file.ts';
import { invalid } from './unsupported-file.ts';

/** A BPE: its vocabulary, the token of each byte where all of them have one, and the merges. */
export interface BpeModel {
  readonly ids: ReadonlyMap<string, number>;
  readonly byteIds: Int32Array | undefined;
  readonly merges: Merges & MergeList;
}

/** The part of a tokenizer file that says what a BPE is. */
export interface BpeFile extends Pick<TokenizerFile, 'added_tokens'> {
  readonly model: Omit<Extract<TokenizerFile['model'], { type: 'BPE' }>, 'type'>;
}

/** Checks and compiles the model of a tokenizer file. Throws MillraceError `tokenizer-invalid`. */
export function readBpe(model: BpeFile['model']): BpeModel {
  const ids = readVocabulary(model.vocab);
  const byteIds = byteCharacters.map((character) => ids.get(character));
  return {
    ids,
    byteIds: byteIds.includes(undefined) ? undefined : Int32Array.from(byteIds as number[]),
    merges: readMerges(model.merges, ids, model.continuing_subword_prefix ?? ''),
  };
}

/** A byte-level BPE with its added tokens among `ids`. Throws MillraceError `tokenizer-invalid`. */
export function compileBpe(file: BpeFile): BpeModel & { readonly byteIds: Int32Array } {
  const { ids, byteIds, merges } = readBpe(file.model);
  if (byteIds === undefined) throw invalid('model.vocab', 'a token for each of the 256 bytes, found fewer');
  const all = new Map(ids);
  for (const { content, id } of file.added_tokens) {
    if ((all.get(content) ?? id) !== id) throw invalid('added_tokens', 'the id that model.vocab gives, found another');
    all.set(content, checkedId(id, 'added_tokens'));
  }
  return { ids: all, byteIds, merges };
}

/** @param prefix of tokens that go on a word, which the merged token has only at its beginning */
function readMerges(list: readonly unknown[], ids: ReadonlyMap<string, number>, prefix: string): Merges & MergeList {
  const ranks = openPairTable(list.length);
  const merged = new Int32Array(list.length);
  const pairs = new Int32Array(2 * list.length).fill(-1);
  for (let rank = 0; rank < list.length; rank++) {
    const entry = list[rank];
    if (typeof entry === 'string' && entry.startsWith('#version')) continue;
    const pair: readonly unknown[] = typeof entry === 'string' ? entry.split(' ') : Array.isArray(entry) ? entry : [];
    const [left, right] = pair;
    if (typeof left !== 'string' || typeof right !== 'string' || pair.length !== 2) {
      throw invalid(`model.merges.${rank}`, 'two tokens, found something else');
    }
    const leftId = ids.get(left);
    const rightId = ids.get(right);
    const id = ids.get(left + right.slice(prefix.length));
    if (leftId === undefined || rightId === undefined || id === undefined) {
      throw invalid(`model.merges.${rank}`, 'tokens of model.vocab, found others');
    }
    ranks.set(leftId, rightId, rank);
    merged[rank] = id;
    pairs[2 * rank] = leftId;
    pairs[2 * rank + 1] = rightId;
  }
  return { ranks, merged, pairs };
}
