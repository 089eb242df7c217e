import type { BpeModel } from './bpe-model.ts';
import { bytesToken } from './byte-alphabet.ts';
import { END_BYTE } from './character-class.ts';
import { mergeWord } from './merge-word.ts';
import { openPattern, type Pattern } from './pattern/open-pattern.ts';
import type { SplitterFile } from './splitters/splitter-file.ts';
import { reserveTokens, type TokenBuffer } from './tokenizer.ts';
import type { TokenizerFile } from './tokenizer-file.ts';
import { openUtf8Text, writeUtf8 } from './utf8-text.ts';
import { CACHED_BYTES, CACHED_TOKENS, openWordCache } from './word-cache.ts';
import { gpt2Pattern, llama3Pattern, scanGpt2, scanLlama3, type WordScanner } from './word-scanner.ts';

/** 4 MB. Half as many miss oftener; twice as many, or slots with room for more tokens, are no faster on 20 MB of 40 languages. */
const CACHE_WORDS = 2 ** 17;

/** How a byte-level BPE cuts text into words: a scan over its bytes, and whether a space is put before. */
export interface ByteWords {
  readonly scan: WordScanner;
  readonly prefixSpace: boolean;
}

/**
 * The words of a file whose pre-tokenizer is byte-level, with at most one pattern before it; undefined for any other.
 * Throws MillraceError `tokenizer-unsupported` for a pattern.
 */
export function byteWordsOf(file: SplitterFile | null | undefined): ByteWords | undefined {
  if (file?.type === 'ByteLevel') {
    const scan: WordScanner = file.use_regex ? scanGpt2 : (bytes, offset) => bytes.indexOf(END_BYTE, offset);
    return { scan, prefixSpace: file.add_prefix_space };
  }
  if (file?.type !== 'Sequence' || file.pretokenizers.length !== 2) return undefined;
  const [split, bytes] = file.pretokenizers;
  if (split?.type !== 'Split' || !('Regex' in split.pattern)) return undefined;
  if (bytes?.type !== 'ByteLevel' || bytes.use_regex || bytes.add_prefix_space) return undefined;
  const { scan, covers } = scannerOf(split.pattern.Regex);
  const keepsAll = split.behavior === 'Isolated' || (split.behavior === 'Removed' && split.invert && covers);
  return scan === undefined || !keepsAll ? undefined : { scan, prefixSpace: false };
}

function scannerOf(pattern: string): Pick<Pattern, 'scan' | 'covers'> {
  if (pattern === gpt2Pattern) return { scan: scanGpt2, covers: true };
  if (pattern === llama3Pattern) return { scan: scanLlama3, covers: true };
  return openPattern(pattern, 'pre_tokenizer.pretokenizers.0.pattern.Regex');
}

/** Encodes text in which no added token stands. Cost: linear but for words, O(n log n) each. */
export function byteLevelText(
  model: BpeModel & { readonly byteIds: Int32Array },
  { ignore_merges }: Pick<TokenizerFile['model'] & { type: 'BPE' }, 'ignore_merges'>,
  { scan, prefixSpace }: ByteWords,
): (text: string, buffer: TokenBuffer) => void {
  const wholeWords = ignore_merges === true ? model.ids : undefined;
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
