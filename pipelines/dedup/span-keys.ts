import { closeWords } from '../text/close-words.ts';
import { codeUnitsOf } from '../text/code-units.ts';
import { drainInts, newIntList } from '../text/int-list.ts';
import { skipSpaces, splitLines } from '../text/lines.ts';
import { sentenceSpans } from '../text/sentence-spans.ts';
import { addSpan, type Spans } from '../text/span-list.ts';
import { exactKey } from './exact.ts';
import { runLength } from './fingerprints.ts';
import { normalizeSpan } from './span-normalization.ts';
import type { SpanParameters, SpanUnit } from './span-parameters.ts';

const found = newIntList();

/**
 * The units of a text, in order. A line is without its end; a paragraph is a run of lines with blank lines around it; a
 * sentence is without the white space around it; words are those of `closeWords`. What is white space alone is no unit.
 * Cost: linear.
 */
export function unitsOf(text: string, unit: SpanUnit, { sentences }: Pick<SpanParameters, 'sentences'>): Spans {
  if (unit === 'sentence') return sentenceSpans(text, sentences);
  const units = codeUnitsOf(text);
  if (unit === 'word') return closeWords(units);
  const lines = splitLines(units);
  let paragraphStart = -1;
  for (let k = 0; k < lines.length; k += 2) {
    const start = lines[k] ?? 0;
    const end = lines[k + 1] ?? 0;
    if (skipSpaces(units, start, end) === end) continue;
    if (unit === 'line') {
      addSpan(found, start, end);
      continue;
    }
    if (paragraphStart < 0) paragraphStart = start;
    if (k + 2 < lines.length && !isBlank(units, lines, k + 2)) continue;
    addSpan(found, paragraphStart, end);
    paragraphStart = -1;
  }
  return drainInts(found);
}

function isBlank(units: Uint16Array, lines: Spans, k: number): boolean {
  const end = lines[k + 1] ?? 0;
  return skipSpaces(units, lines[k] ?? 0, end) === end;
}

/**
 * Calls `add` with the 16-byte key and the first unit of each span of `text` that is compared: `span` units in a row,
 * normalized, a line feed between them. `ranges`, rising, are where spans begin that are wanted; without them all are. Keys are
 * halves of SHA-256, as those of whole documents are: with a faster hash
 * without secrets, a text could be written that takes a sentence out of another's. Cost: a hash of each span, so each
 * unit is hashed `span` times.
 */
export function eachSpanKey(
  text: string,
  unit: SpanUnit,
  parameters: SpanParameters,
  add: (key: Uint8Array, place: number) => void,
  ranges?: readonly PlaceRange[],
): void {
  const { span, normalize, minLength } = parameters;
  const units = unitsOf(text, unit, parameters);
  const last = units.length / 2 - span;
  if (last < 0) return;
  for (const [from, to] of ranges ?? [[0, last + 1]]) {
    const parts: string[] = [];
    const end = Math.min(to, last + 1) + span - 1;
    for (let k = from; k < end; k++) parts.push(normalizeSpan(text.slice(units[2 * k], units[2 * k + 1]), normalize));
    const all = parts.join('\n');
    let start = 0;
    let length = parts.slice(0, span - 1).reduce((sum, part) => sum + part.length, 0);
    for (let k = 0; k + span <= parts.length; k++) {
      length += (parts[k + span - 1] as string).length;
      const own = (parts[k] as string).length;
      if (length >= minLength)
        add(exactKey(all.slice(start, start + length + span - 1), { normalize: 'none' }), from + k);
      length -= own;
      start += own + 1;
    }
  }
}

/** Places from the first to before the second. */
export type PlaceRange = readonly [from: number, to: number];

/** Where spans of `span` units begin that hold the run of a fingerprint which begins at one of `places`, rising. */
export function spansAround(places: readonly number[], span: number): readonly PlaceRange[] {
  const ranges: [number, number][] = [];
  for (const place of places) {
    const from = Math.max(0, place + runLength(span) - span);
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = place + 1;
    else ranges.push([from, place + 1]);
  }
  return ranges;
}
