import type { BpeModel } from './bpe-model.ts';
import { bytesToken } from './byte-alphabet.ts';
import { mostBytes, mostMerges, mostWords, openBytePairs } from './byte-pair-kernel.ts';
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
  words: ByteWords,
): (text: string, buffer: TokenBuffer) => void {
  const wholeWords = ignore_merges === true ? model.ids : undefined;
  return wholeWords === undefined && model.merges.merged.length <= mostMerges
    ? textByKernel(model, words)
    : plainByteLevelText(model, wholeWords, words);
}

function textByKernel(
  { byteIds, merges }: BpeModel & { readonly byteIds: Int32Array },
  { scan, prefixSpace }: ByteWords,
): (text: string, buffer: TokenBuffer) => void {
  const kernel = openBytePairs(byteIds, merges, CACHE_WORDS);
  const { ends } = kernel;
  const utf8 = openUtf8Text();
  const merger = openMerger(byteIds, merges);

  /** Appends the tokens of the bytes [start, end), a word too long for the kernel. */
  function appendLong(bytes: Uint8Array, start: number, end: number, buffer: TokenBuffer): void {
    const count = merger.merge(bytes, start, end);
    const ids = reserveTokens(buffer, count);
    ids.set(merger.symbols().subarray(0, count), buffer.length);
    buffer.length += count;
  }

  return (text, buffer) => {
    writeUtf8(utf8, prefixSpace && !text.startsWith(' ') ? ` ${text}` : text);
    const { bytes, length } = utf8;
    for (let start = 0; start < length; ) {
      let count = 0;
      let end = start;
      while (end < length && count < mostWords) {
        const next = scan(bytes, end);
        if (next - start > mostBytes) break;
        ends[count++] = next - start;
        end = next;
      }
      if (count === 0) {
        end = scan(bytes, start);
        appendLong(bytes, start, end, buffer);
      }
      kernel.bytes.set(bytes.subarray(start, count === 0 ? start : end));
      for (let word = 0; word < count; word++) {
        word = kernel.encode(word, count);
        const tokens = kernel.tokens();
        reserveTokens(buffer, tokens).set(kernel.ids.subarray(0, tokens), buffer.length);
        buffer.length += tokens;
        if (word === count) break;
        const wordStart = start + (word === 0 ? 0 : (ends[word - 1] as number));
        appendLong(bytes, wordStart, start + (ends[word] as number), buffer);
      }
      start = end;
    }
  };
}

/** Merges the bytes of words, without a cache. */
function openMerger(byteIds: Int32Array, merges: BpeModel['merges']) {
  let symbols = new Int32Array(1024);
  return {
    /** Leaves the tokens of bytes [start, end) in `symbols`, and returns how many. */
    merge(bytes: Uint8Array, start: number, end: number): number {
      const length = end - start;
      if (length > symbols.length) symbols = new Int32Array(length);
      for (let i = 0; i < length; i++) symbols[i] = byteIds[bytes[start + i] as number] as number;
      return mergeWord(symbols, length, merges);
    },
    symbols: () => symbols,
  };
}

/** The same without a kernel: for a file that takes `wholeWords` of its vocabulary without merging them. */
export function plainByteLevelText(
  model: BpeModel & { readonly byteIds: Int32Array },
  wholeWords: ReadonlyMap<string, number> | undefined,
  { scan, prefixSpace }: ByteWords,
): (text: string, buffer: TokenBuffer) => void {
  const cache = openWordCache(CACHE_WORDS);
  const utf8 = openUtf8Text();
  const merger = openMerger(model.byteIds, model.merges);

  /** Leaves the tokens of bytes [start, end) in the merger's symbols. */
  function mergeBytes(bytes: Uint8Array, start: number, end: number): number {
    const whole = wholeWords?.get(bytesToken(bytes, start, end));
    if (whole === undefined) return merger.merge(bytes, start, end);
    merger.symbols()[0] = whole;
    return 1;
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
        const symbols = merger.symbols();
        for (let i = 0; i < count; i++) ids[at + i] = symbols[i] as number;
        at += count;
        if (cacheable && count <= CACHED_TOKENS) cache.keep(symbols, count);
      }
      start = end;
    }
    buffer.length = at;
  };
}
