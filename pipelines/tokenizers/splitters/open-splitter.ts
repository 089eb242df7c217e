import { byteText } from '../byte-alphabet.ts';
import { finder } from '../normalizers/open-normalizer.ts';
import { openPattern, type Pattern } from '../pattern/open-pattern.ts';
import { type CharacterSet, complement, union, whiteSpace } from '../unicode/character-set.ts';
import { peerSets } from '../unicode/peer-sets.ts';
import { gpt2Pattern } from '../word-scanner.ts';
import type { SplitBehavior, SplitterFile } from './splitter-file.ts';

/** Takes a part of a text, none of them empty; its first `startUnits` code units stand for the text's first character. */
export type TakePart = (part: string, startUnits: number) => void;

/** Gives the words of a part in order. */
export type Splitter = (part: string, startUnits: number, take: TakePart) => void;

/**
 * Opens the pre-tokenizer of a tokenizer file. Texts are well-formed. Cost: linear but for patterns, see {@link openPattern}.
 *
 * @throws MillraceError `tokenizer-unsupported` for a pattern
 */
export function openSplitter(file: SplitterFile, at = 'pre_tokenizer'): Splitter {
  switch (file.type) {
    case 'Sequence':
      return inTurn(file.pretokenizers.map((member, index) => openSplitter(member, `${at}.pretokenizers.${index}`)));
    case 'ByteLevel':
      return byteLevel(file);
    case 'Split':
      return splitBy(finder(file.pattern, `${at}.pattern`), file.behavior, file.invert);
    case 'Metaspace':
      return metaspace(file);
    case 'Whitespace':
      return splitBy(runsOfWords(), 'Removed', true);
    case 'WhitespaceSplit':
      return splitBy(eachOf(whiteSpace), 'Removed', false);
    case 'BertPreTokenizer':
      return inTurn([
        splitBy(eachOf(whiteSpace), 'Removed', false),
        splitBy(eachOf(peerSets.punctuation()), 'Isolated', false),
      ]);
    case 'Digits':
      return splitBy(eachOf(peerSets.numeric()), file.individual_digits ? 'Isolated' : 'Contiguous', false);
    case 'Punctuation':
      return splitBy(eachOf(peerSets.punctuation()), file.behavior, false);
    case 'CharDelimiterSplit':
      return splitBy(finder({ String: file.delimiter }, at), 'Removed', false);
    case 'FixedLength':
      return splitBy(everyFew(file.length), 'Isolated', false);
  }
}

/** Whether the words of a file hang on `startUnits`: else these may be anything. */
export function asksForStart(file: SplitterFile): boolean {
  if (file.type === 'Sequence') return file.pretokenizers.some(asksForStart);
  return file.type === 'Metaspace' && file.prepend_scheme === 'first';
}

function inTurn(members: readonly Splitter[]): Splitter {
  return members.reduceRight<Splitter>(
    (after, member) => (part, startUnits, take) => {
      member(part, startUnits, (inner, units) => after(inner, units, take));
    },
    (part, startUnits, take) => take(part, startUnits),
  );
}

/** Each character of a set. */
function eachOf(set: CharacterSet): Pattern['find'] {
  const kindOf = kinds([set]);
  return (text, onMatch) => {
    for (let at = 0; at < text.length; ) {
      const codePoint = text.codePointAt(at) as number;
      const end = at + (codePoint > 0xffff ? 2 : 1);
      if (kindOf[codePoint] === 1) onMatch(at, end);
      at = end;
    }
  };
}

/** So many characters each time; what is left at the end may have fewer. */
function everyFew(length: number): Pattern['find'] {
  return (text, onMatch) => {
    for (let start = 0; start < text.length; ) {
      let end = start;
      for (let characters = 0; characters < length && end < text.length; characters++) {
        end += (text.codePointAt(end) as number) > 0xffff ? 2 : 1;
      }
      onMatch(start, end);
      start = end;
    }
  };
}

/** `\w+|[^\w\s]+` */
function runsOfWords(): Pattern['find'] {
  const word = peerSets.word();
  const kindOf = kinds([word, complement(union(word, whiteSpace))]);
  return (text, onMatch) => {
    let start = 0;
    let before = 0;
    for (let at = 0; at < text.length; ) {
      const codePoint = text.codePointAt(at) as number;
      const kind = kindOf[codePoint] as number;
      if (kind !== before) {
        if (before > 0) onMatch(start, at);
        start = at;
        before = kind;
      }
      at += codePoint > 0xffff ? 2 : 1;
    }
    if (before > 0) onMatch(start, text.length);
  };
}

/** For each code point the place of its set, from 1; 0 for the rest. 1.1 MB. */
function kinds(sets: readonly CharacterSet[]): Uint8Array {
  const table = new Uint8Array(0x110000);
  for (const [place, set] of sets.entries()) {
    for (let i = 0; i < set.length; i += 2) table.fill(place + 1, set[i], set[i + 1]);
  }
  return table;
}

/** Cuts a part at what `find` finds, or at what it leaves where `invert`. */
function splitBy(find: Pattern['find'], behavior: SplitBehavior, invert: boolean): Splitter {
  return (part, startUnits, take) => {
    const spans = openSpans(behavior);
    let end = 0;
    find(part, (from, to) => {
      if (from > end) spans.add(end, from, invert);
      spans.add(from, to, !invert);
      end = to;
    });
    if (end < part.length) spans.add(end, part.length, invert);
    const { edges } = spans;
    if (edges.length === 2 && edges[0] === 0 && edges[1] === part.length) {
      take(part, startUnits);
      return;
    }
    for (let i = 0; i < edges.length; i += 2) {
      const from = edges[i] as number;
      take(part.slice(from, edges[i + 1]), Math.max(0, startUnits - from));
    }
  };
}

/** Whether a span goes to the one before it, which may be a delimiter or not, as `SplitDelimiterBehavior` of `tokenizers` has it. */
const joins: Readonly<Record<SplitBehavior, (delimiter: boolean, before: boolean | undefined) => boolean>> = {
  Removed: () => false,
  Isolated: () => false,
  Contiguous: (delimiter, before) => delimiter === before,
  MergedWithPrevious: (delimiter, before) => delimiter && before === false,
  MergedWithNext: (delimiter, before) => !delimiter && before === true,
};

/** Puts spans of delimiters and of what lies between together. */
function openSpans(behavior: SplitBehavior) {
  const edges: number[] = [];
  let before: boolean | undefined;
  const isJoined = joins[behavior];
  return {
    /** `[first, end, first, end, …]` */
    edges,
    add: (from: number, to: number, delimiter: boolean): void => {
      if (behavior === 'Removed' && delimiter) return;
      if (edges.length > 0 && isJoined(delimiter, before)) edges[edges.length - 1] = to;
      else edges.push(from, to);
      before = delimiter;
    },
  };
}

function byteLevel({ add_prefix_space, use_regex }: SplitterFile & { type: 'ByteLevel' }): Splitter {
  const split = use_regex ? splitBy(openPattern(gpt2Pattern, 'pre_tokenizer').find, 'Isolated', false) : undefined;
  return (part, startUnits, take) => {
    const prefix = add_prefix_space && !part.startsWith(' ') ? ' ' : '';
    const units = startUnits === 0 ? 0 : startUnits + prefix.length;
    const takeBytes: TakePart = (word, start) => take(byteText(word), Buffer.byteLength(word.slice(0, start)));
    if (split === undefined) takeBytes(prefix + part, units);
    else split(prefix + part, units, takeBytes);
  };
}

function metaspace({ replacement, prepend_scheme, split }: SplitterFile & { type: 'Metaspace' }): Splitter {
  const cut = splitBy(finder({ String: replacement }, 'pre_tokenizer'), 'MergedWithNext', false);
  return (part, startUnits, take) => {
    const text = part.replaceAll(' ', replacement);
    const prepends = prepend_scheme === 'always' || (prepend_scheme === 'first' && startUnits > 0);
    const prefix = prepends && !text.startsWith(replacement) ? replacement : '';
    const units = startUnits === 0 ? 0 : startUnits + prefix.length;
    if (split === false) take(prefix + text, units);
    else cut(prefix + text, units, take);
  };
}
