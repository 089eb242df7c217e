import { unitsOfMeasure } from './affixes.ts';
import { englishClasses } from './character-classes.ts';
import { phraseTree, symbols } from './exception-phrases.ts';
import { exceptions } from './exceptions.ts';

/** Functions of a kernel that has `kernels/spacy/` in it. */
export interface SpacyExports {
  readonly openTokenizer: (
    ...all: readonly [
      ...[classes: number, measures: number, exceptions: number],
      ...[symbols: number, suffixEnds: number],
    ]
  ) => void;
  readonly addString: (set: number, record: number) => void;
  readonly openPhrases: (tree: number) => void;
}

/** Bytes of a set of strings, as `strings.as` has it. */
const setBytes = 2 ** 14 + 2 ** 12;
/** u16 of a place in the tree of phrases. */
const placeUnits = 257;

/** Bytes that {@link writeSpacyTables} takes. */
export const spacyTableBytes: number = 10 * 2 ** 16;

/**
 * Writes what the rules know by heart to `at`, a multiple of 16 in the memory of a kernel, whose bytes there are zeros, and
 * tells the kernel. At `suffixEnds` it has 4 bytes for each unit of the longest chunk.
 */
export function writeSpacyTables(
  kernel: SpacyExports,
  memory: { readonly buffer: ArrayBuffer },
  at: number,
  suffixEnds: number,
): void {
  const bytes = new Uint8Array(memory.buffer);
  const units = new Uint16Array(memory.buffer);
  let end = at;
  const take = (size: number): number => {
    const start = end;
    end = (end + size + 15) & ~15;
    if (end > at + spacyTableBytes) throw new RangeError(`Expected tables of ${spacyTableBytes} bytes, found more`);
    return start;
  };
  const record = (set: number, text: string, value: number, lengths: readonly number[]): void => {
    const start = take(8 + 2 * lengths.length + 2 * text.length);
    units.set([text.length, value, lengths.length, 0, ...lengths], start / 2);
    for (let k = 0; k < text.length; k++) units[start / 2 + 4 + lengths.length + k] = text.charCodeAt(k);
    kernel.addString(set, start);
  };
  const classes = take(englishClasses.length);
  bytes.set(englishClasses, classes);
  const [measureSet, exceptionSet, symbolSet] = [take(setBytes), take(setBytes), take(setBytes)] as const;
  for (const measure of unitsOfMeasure) record(measureSet, measure, 0, []);
  for (const [word, lengths] of exceptions) record(exceptionSet, word, 0, lengths);
  for (const [token, symbol] of symbols) record(symbolSet, token, symbol, []);
  const places = [phraseTree];
  for (const { next } of places) places.push(...next.values());
  const tree = take(2 * placeUnits * places.length);
  for (const [place, { next, exception }] of places.entries()) {
    const start = tree / 2 + place * placeUnits;
    for (const [symbol, node] of next) units[start + symbol] = places.indexOf(node);
    units[start + 256] = exception === undefined ? 0 : 1;
  }
  kernel.openTokenizer(classes, measureSet, exceptionSet, symbolSet, suffixEnds);
  kernel.openPhrases(tree);
}
