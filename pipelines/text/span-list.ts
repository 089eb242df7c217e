import { type IntList, pushInt } from './int-list.ts';

/**
 * Places in a text: the k-th span is the code units [spans[2k], spans[2k + 1]). Offsets instead of strings, so that
 * measuring a document makes no garbage.
 */
export type Spans = Int32Array;

export function addSpan(list: IntList, start: number, end: number): void {
  pushInt(list, start);
  pushInt(list, end);
}

/** The texts of spans. */
export function sliceSpans(text: string, spans: Spans): string[] {
  const slices: string[] = [];
  for (let i = 0; i < spans.length; i += 2) slices.push(text.slice(spans[i], spans[i + 1]));
  return slices;
}
