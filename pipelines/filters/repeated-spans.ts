import { codePointLength } from '../text/code-units.ts';
import type { Spans } from '../text/span-list.ts';
import { numberSpans } from '../text/span-numbers.ts';
import type { TextView } from '../text/text-view.ts';

/** How many spans repeat the text of an earlier one, and the code points in these together. */
export function repeatedSpans(
  { codeUnits, pairsBefore }: TextView,
  spans: Spans,
): { readonly repeats: number; readonly characters: number } {
  const { numbers, distinct } = numberSpans(codeUnits, spans);
  let seen = 0;
  let characters = 0;
  for (let k = 0; k < numbers.length; k++) {
    if (numbers[k] === seen) seen++;
    else characters += codePointLength(pairsBefore, spans[2 * k] ?? 0, spans[2 * k + 1] ?? 0);
  }
  return { repeats: numbers.length - distinct, characters };
}
