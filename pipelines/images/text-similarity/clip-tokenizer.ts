import { MillraceError } from '../../../core/errors.ts';
import { openAddedVocabulary } from '../../tokenizers/added-vocabulary.ts';
import { compileBpe } from '../../tokenizers/bpe-model.ts';
import { byteCharacters } from '../../tokenizers/byte-alphabet.ts';
import { characterBytes } from '../../tokenizers/character-class.ts';
import { mergeWord } from '../../tokenizers/merge-word.ts';
import { readVocabulary } from '../../tokenizers/models/vocabulary.ts';
import { lowerCase } from '../../tokenizers/unicode/peer-normal-form.ts';
import { withSortedMarks } from '../../tokenizers/unicode/sorted-marks.ts';
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
  const normalizer = { normalize: (text: string) => lowerCase(withSortedMarks(text, 'NFD').normalize('NFC')) };
  const added = openAddedVocabulary(file.added_tokens, readVocabulary(file.model.vocab), normalizer);
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
      const onToken = (id: number): void => {
        found.push(id);
      };
      const onWords = (text: string): void => {
        writeUtf8(utf8, text);
        for (let at = 0; at < utf8.length && !isFull(); ) {
          const end = scanClipWord(utf8.bytes, at);
          if (end > at) appendWord(at, end, found);
          at = end > at ? end : at + characterBytes(utf8.bytes[at] as number);
        }
      };
      added.extract(caption.slice(0, mostCodeUnits).toWellFormed(), onWords, onToken);
      return [start, ...found.slice(0, length - 2), end];
    },
  };
}

function invalid(at: string, expected: string): MillraceError {
  return new MillraceError('tokenizer-invalid', `Expected at ${at} of the tokenizer file ${expected}.`, {
    kind: 'usage',
    at,
  });
}
