import { characterClasses, space } from './character-class.ts';
import { codePointAt } from './code-units.ts';
import { drainInts, newIntList } from './int-list.ts';
import { addSpan, type Spans } from './span-list.ts';

const words = newIntList();

/** Each character (code point) that is not white space is a word. */
export function characterWords(units: Uint16Array): Spans {
  for (let i = 0; i < units.length; i++) {
    if (((characterClasses[units[i] ?? 0] ?? 0) & space) !== 0) continue;
    const pair = codePointAt(units, i) > 0xffff;
    addSpan(words, i, pair ? i + 2 : i + 1);
    if (pair) i++;
  }
  return drainInts(words);
}
