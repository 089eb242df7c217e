import { MillraceError } from '../../../core/errors.ts';
import { addedTokenSplitter } from '../../tokenizers/added-tokens.ts';
import { compileBpe } from '../../tokenizers/bpe-model.ts';
import { byteCharacters } from '../../tokenizers/byte-alphabet.ts';
import { characterBytes } from '../../tokenizers/character-class.ts';
import { mergeWord } from '../../tokenizers/merge-word.ts';
import { openUtf8Text, writeUtf8 } from '../../tokenizers/utf8-text.ts';
import { parseClipTokenizer } from './clip-tokenizer-file.ts';
import { scanClipWord } from './scan-clip-word.ts';

/** Code units of a caption that are looked at; the longest that CLIP reads has 77 tokens. */
const mostCodeUnits = 16_384;

export interface ClipTokenizer {
  /** The id that ends a caption, and that fills a model's input of fixed length. */
  readonly end: number;
  /** One more than the largest token id. */
  readonly vocabularySize: number;
  /** Ids of a caption between those of start and end, `length` at most with these. A lone surrogate counts as U+FFFD. */
  encode(caption: string, length: number): number[];
}

/**
 * Opens the `tokenizer.json` of a CLIP model; ids equal those of `tokenizers` 0.22.2 with truncation, but for captions
 * longer than 16,384 code units, of which the rest is not looked at, and for combining marks in an order that NFC changes
 * and its older tables do not. Cost: linear in what is looked at.
 *
 * @throws MillraceError `tokenizer-unsupported` or `tokenizer-invalid`, which name the key
 */
export function openClipTokenizer(json: string): ClipTokenizer {
  const file = parseClipTokenizer(json);
  const { ids, byteIds, merges } = compileBpe(file);
  const lastByteIds = Int32Array.from(byteCharacters, (character) => {
    const id = ids.get(`${character}</w>`);
    if (id === undefined) throw invalid('model.vocab', 'a token with </w> for each of the 256 bytes, found fewer');
    return id;
  });
  const [startToken, start] = file.post_processor.cls;
  const [endToken, end] = file.post_processor.sep;
  if (ids.get(startToken) !== start || ids.get(endToken) !== end) {
    throw invalid('post_processor', 'tokens of model.vocab with their ids, found others');
  }
  let vocabularySize = 0;
  for (const id of ids.values()) vocabularySize = Math.max(vocabularySize, id + 1);
  const [asWritten, normalized] = [false, true].map((kind) =>
    addedTokenSplitter(file.added_tokens.filter((token) => token.normalized === kind)),
  );
  const utf8 = openUtf8Text();
  let symbols = new Int32Array(1024);

  function appendWord(start: number, end: number, to: number[]): void {
    const length = end - start;
    if (length > symbols.length) symbols = new Int32Array(length);
    for (let i = 0; i < length; i++) symbols[i] = byteIds[utf8.bytes[start + i] as number] as number;
    symbols[length - 1] = lastByteIds[utf8.bytes[end - 1] as number] as number;
    const count = mergeWord(symbols, length, merges);
    for (let i = 0; i < count; i++) to.push(symbols[i] as number);
  }

  return {
    end,
    vocabularySize,
    encode(caption, length) {
      const found: number[] = [];
      const isFull = (): boolean => found.length >= length - 2;
      const onToken = (content: string): void => {
        found.push(ids.get(content) as number);
      };
      const onWords = (text: string): void => {
        writeUtf8(utf8, text);
        for (let at = 0; at < utf8.length && !isFull(); ) {
          const end = scanClipWord(utf8.bytes, at);
          if (end > at) appendWord(at, end, found);
          at = end > at ? end : at + characterBytes(utf8.bytes[at] as number);
        }
      };
      const onPart = (text: string): void => {
        const lower = lowerCase(text.normalize('NFC'));
        if (normalized === undefined) onWords(lower);
        else normalized(lower, onWords, onToken);
      };
      const text = caption.slice(0, mostCodeUnits).toWellFormed();
      if (asWritten === undefined) onPart(text);
      else asWritten(text, onPart, onToken);
      return [start, ...found.slice(0, length - 2), end];
    },
  };
}

/** By code point, as `tokenizers` does it: a whole string's lower case knows a sigma at a word's end. */
function lowerCase(text: string): string {
  let lower = '';
  for (const character of text) lower += character.toLowerCase();
  return lower;
}

function invalid(at: string, expected: string): MillraceError {
  return new MillraceError('tokenizer-invalid', `Expected at ${at} of the tokenizer file ${expected}.`, {
    kind: 'usage',
    at,
  });
}
