import { codePointLength } from '../text/code-units.ts';
import { kernelInt, kernelWith } from '../text/repetition-kernel.ts';
import type { Spans } from '../text/span-list.ts';
import { numberSpans } from '../text/span-numbers.ts';
import type { TextView } from '../text/text-view.ts';

export interface RepeatedSpans {
  /** Spans that repeat the text of an earlier one. */
  readonly repeats: number;
  /** The code points in these together. */
  readonly characters: number;
}

const charactersAt = 0;

/** How many spans repeat the text of an earlier one. Cost: about 10 ns for each span, 0.3 ns for each unit. */
export function repeatedSpans(view: TextView, spans: Spans): RepeatedSpans {
  const kernel = kernelWith(view.codeUnits, spans);
  if (kernel === undefined) return repeatedPlain(view, spans);
  const repeats = kernel.repeatedSpans(spans.length >> 1, charactersAt);
  return { repeats, characters: kernelInt(charactersAt) };
}

/** The same without a kernel, for texts of any length. */
export function repeatedPlain({ codeUnits, pairsBefore }: TextView, spans: Spans): RepeatedSpans {
  const { numbers, distinct } = numberSpans(codeUnits, spans);
  let seen = 0;
  let characters = 0;
  for (let k = 0; k < numbers.length; k++) {
    if (numbers[k] === seen) seen++;
    else characters += codePointLength(pairsBefore, spans[2 * k] ?? 0, spans[2 * k + 1] ?? 0);
  }
  return { repeats: numbers.length - distinct, characters };
}
