import { MillraceError } from '../../core/errors.ts';
import { addedTokenSplitter } from './added-tokens.ts';
import { type BpeModel, compileBpe } from './bpe-model.ts';
import { bytesToken, tokenBytes } from './byte-alphabet.ts';
import { END_BYTE } from './character-class.ts';
import { mergeWord } from './merge-word.ts';
import { openTokenBuffer, reserveTokens, type TokenBuffer, type Tokenizer } from './tokenizer.ts';
import { parseTokenizerFile, type TokenizerFile } from './tokenizer-file.ts';
import { openUtf8Text, writeUtf8 } from './utf8-text.ts';
import { CACHED_BYTES, CACHED_TOKENS, openWordCache } from './word-cache.ts';
import { gpt2Pattern, scanGpt2, scanLlama3, type WordScanner } from './word-scanner.ts';

/** 4 MB. Half as many miss oftener; twice as many, or slots with room for more tokens, are no faster on 20 MB of 40 languages. */
const CACHE_WORDS = 2 ** 17;

const endOfTextNames = ['<|endoftext|>', '<|end_of_text|>', '</s>'];

/**
 * Opens a Hugging Face `tokenizer.json`; ids equal those of `tokenizers` 0.23.3 for every text.
 *
 * Cost: linear in the text but for words, O(n log n) each, whatever the text holds. Memory: 10 MB, the vocabulary,
 * and 3 bytes for each code unit of the longest text met. One tokenizer serves one thread.
 *
 * @throws MillraceError `tokenizer-unsupported` or `tokenizer-invalid`, which name the key
 *
 * Speed beside `tokenizers` and `tiktoken`: benchmarks/tokenize.ts.
 */
export function openTokenizer(json: string): Tokenizer {
  const file = parseTokenizerFile(json);
  const model = compileBpe(file);
  const split = addedTokenSplitter(file.added_tokens);
  const appendText = textEncoder(file, model);
  const scratch = openTokenBuffer();
  const idOf = (token: string): number | undefined => model.ids.get(token);

  function append(text: string, buffer: TokenBuffer): void {
    if (split === undefined) appendText(text, buffer);
    else {
      split(
        text,
        (part) => appendText(part, buffer),
        (content) => {
          reserveTokens(buffer, 1)[buffer.length++] = model.ids.get(content) as number;
        },
      );
    }
  }

  return {
    ...vocabularyOf(model),
    endOfText: endOfTextNames.map(idOf).find((id) => id !== undefined),
    append,
    encode(text) {
      scratch.length = 0;
      append(text, scratch);
      return scratch.ids.slice(0, scratch.length);
    },
    idOf,
  };
}

/** Encodes text in which no added token stands. */
function textEncoder(file: TokenizerFile, model: BpeModel): (text: string, buffer: TokenBuffer) => void {
  const scan = scannerOf(file);
  const prefixSpace = file.pre_tokenizer.type === 'ByteLevel' && file.pre_tokenizer.add_prefix_space;
  const wholeWords = file.model.ignore_merges ? model.ids : undefined;
  const cache = openWordCache(CACHE_WORDS);
  const utf8 = openUtf8Text();
  let symbols = new Int32Array(1024);

  /** Leaves the tokens of bytes [start, end) in `symbols`. */
  function mergeBytes(bytes: Uint8Array, start: number, end: number): number {
    const whole = wholeWords?.get(bytesToken(bytes, start, end));
    if (whole !== undefined) {
      symbols[0] = whole;
      return 1;
    }
    const length = end - start;
    if (length > symbols.length) symbols = new Int32Array(length);
    for (let i = 0; i < length; i++) symbols[i] = model.byteIds[bytes[start + i] as number] as number;
    return mergeWord(symbols, length, model.merges);
  }

  return (text, buffer) => {
    writeUtf8(utf8, prefixSpace && !text.startsWith(' ') ? ` ${text}` : text);
    const { bytes, view, length } = utf8;
    let ids = buffer.ids;
    let at = buffer.length;
    for (let start = 0; start < length; ) {
      const end = scan(bytes, start);
      if (at + (end - start) > ids.length) {
        buffer.length = at;
        ids = reserveTokens(buffer, end - start);
      }
      const cacheable = end - start <= CACHED_BYTES;
      const found = cacheable ? cache.read(view, start, end - start, ids, at) : 0;
      if (found > 0) at += found;
      else {
        const count = mergeBytes(bytes, start, end);
        for (let i = 0; i < count; i++) ids[at + i] = symbols[i] as number;
        at += count;
        if (cacheable && count <= CACHED_TOKENS) cache.keep(symbols, count);
      }
      start = end;
    }
    buffer.length = at;
  };
}

function scannerOf({ pre_tokenizer: preTokenizer }: TokenizerFile): WordScanner {
  if (preTokenizer.type === 'Sequence') {
    return preTokenizer.pretokenizers[0].pattern.Regex === gpt2Pattern ? scanGpt2 : scanLlama3;
  }
  return preTokenizer.use_regex ? scanGpt2 : (bytes, offset) => bytes.indexOf(END_BYTE, offset);
}

function vocabularyOf({ ids }: BpeModel): Pick<Tokenizer, 'vocabularySize' | 'decode'> {
  const bytesOf: (Uint8Array | undefined)[] = [];
  for (const [token, id] of ids) bytesOf[id] = tokenBytes(token);
  const vocabularySize = bytesOf.length;

  function decode(tokens: Iterable<number>): string {
    const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
    let text = '';
    for (const id of tokens) {
      const bytes = bytesOf[id];
      if (bytes === undefined) {
        throw new MillraceError('token-range', `Expected token ids below ${vocabularySize}, found ${id}.`);
      }
      text += utf8.decode(bytes, { stream: true });
    }
    return text + utf8.decode();
  }
  return { vocabularySize, decode };
}
