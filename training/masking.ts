import { MillraceError } from '../core/errors.ts';
import { tokenBytes } from '../pipelines/tokenizers/byte-alphabet.ts';
import { openTokenizer } from '../pipelines/tokenizers/open-tokenizer.ts';
import { parseTokenizerFile, type TokenizerFile } from '../pipelines/tokenizers/tokenizer-file.ts';

/** What masking must know of a tokenizer. Plain data. */
export interface Masking {
  /** Id of the token that stands for a masked one. */
  readonly token: number;
  /** Ids that are never masked: separators, padding and other special tokens. */
  readonly special: readonly number[];
  /** Of masks of whole words: two bits for each id, {@link goesOn} and {@link endsInside}, as base64. */
  readonly words?: string;
}

/** Bits of an id: the token may go on with the word before it; a word may go on after it. */
export const goesOn = 1;
export const endsInside = 2;

const maskNames = ['[MASK]', '<mask>', '<|mask|>'];

/**
 * Reads of a `tokenizer.json` what masking needs. `named`: the mask token as the file spells it; null for the first of
 * `[MASK]`, `<mask>` and `<|mask|>` that there is. Throws MillraceError `no-mask-token` (usage).
 */
export function maskingOf(json: string, named: string | null, wholeWords: boolean): Masking {
  const tokenizer = openTokenizer(json);
  const names = named === null ? maskNames : [named];
  const token = names.map((name) => tokenizer.idOf(name)).find((id) => id !== undefined);
  if (token === undefined) {
    const found = named === null ? `none of ${maskNames.join(', ')}` : `no token ${JSON.stringify(named)}`;
    throw new MillraceError('no-mask-token', `expected a tokenizer with a mask token, found ${found} in it`, {
      kind: 'usage',
      hint: 'name one of its tokens as `maskToken`, or train it with `tokenizer: { train: { special: ["[MASK]"] } }`',
    });
  }
  const file = parseTokenizerFile(json);
  const template = tokenizer.template.filter((piece) => typeof piece === 'number');
  const added = file.added_tokens.filter(({ special }) => special).map(({ id }) => id);
  const separator = tokenizer.endOfText === undefined ? [] : [tokenizer.endOfText];
  const special = [...new Set([...added, ...template, ...separator, token])].sort((a, b) => a - b);
  if (!wholeWords) return { token, special };
  const bits = wordBits(file, tokenizer.vocabularySize);
  return { token, special, words: Buffer.from(bits).toString('base64') };
}

/** The bits of each id. Throws a plain Error where the masking knows no words. */
export function readWordBits({ words }: Masking): Uint8Array {
  if (words === undefined) throw new Error('the masking was planned without words');
  return Uint8Array.from(Buffer.from(words, 'base64'));
}

function wordBits(file: TokenizerFile, vocabulary: number): Uint8Array {
  const bits = new Uint8Array(vocabulary);
  const { model, decoder } = file;
  const ofSpelling =
    model.type === 'WordPiece'
      ? (token: string) => (token.startsWith(model.continuing_subword_prefix) ? goesOn : 0) | endsInside
      : decoder?.type === 'ByteLevel'
        ? (token: string) => bitsOfBytes(tokenBytes(token))
        : bitsOfText;
  for (const [token, id] of spellings(model)) bits[id] = ofSpelling(token);
  return bits;
}

function* spellings(model: TokenizerFile['model']): Generator<readonly [token: string, id: number]> {
  if (model.type === 'Unigram') for (const [id, [token]] of model.vocab.entries()) yield [token, id];
  else for (const [token, id] of Object.entries(model.vocab)) yield [token, id as number];
}

// The rest of a character whose first bytes are another token's is of the same word.
function bitsOfBytes(bytes: Uint8Array): number {
  const inWord = (byte: number | undefined): boolean =>
    byte !== undefined && (byte >= 0x80 || /[0-9A-Za-z]/.test(String.fromCharCode(byte)));
  return (inWord(bytes[0]) ? goesOn : 0) | (inWord(bytes.at(-1)) ? endsInside : 0);
}

function bitsOfText(token: string): number {
  return (/^[\p{L}\p{M}\p{N}]/u.test(token) ? goesOn : 0) | (/[\p{L}\p{M}\p{N}]$/u.test(token) ? endsInside : 0);
}
