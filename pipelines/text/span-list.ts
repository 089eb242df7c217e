/**
 * Places in a text: the k-th span is the code units [spans[2k], spans[2k + 1]). Offsets instead of strings, so that
 * measuring a document makes no garbage.
 */
export type Spans = Int32Array;

/** Spans that are being found; `bounds` is longer than what is in use. */
export interface SpanList {
  bounds: Int32Array;
  used: number;
}

export function newSpanList(expected: number): SpanList {
  return { bounds: new Int32Array(Math.max(16, expected * 2)), used: 0 };
}

export function addSpan(list: SpanList, start: number, end: number): void {
  if (list.used + 2 > list.bounds.length) {
    const grown = new Int32Array(list.bounds.length * 2);
    grown.set(list.bounds);
    list.bounds = grown;
  }
  list.bounds[list.used++] = start;
  list.bounds[list.used++] = end;
}

export function finishSpans(list: SpanList): Spans {
  return list.bounds.subarray(0, list.used);
}

/** The texts of spans. */
export function sliceSpans(text: string, spans: Spans): string[] {
  const slices: string[] = [];
  for (let i = 0; i < spans.length; i += 2) slices.push(text.slice(spans[i], spans[i + 1]));
  return slices;
}
