import { characterClasses, space } from './character-class.ts';
import { drainInts, newIntList } from './int-list.ts';
import { addSpan, type Spans } from './span-list.ts';

const words = newIntList();

/** The longest runs without white space: Python's `str.split()`. */
export function whitespaceWords(units: Uint16Array): Spans {
  let start = -1;
  for (let i = 0; i < units.length; i++) {
    if (((characterClasses[units[i] ?? 0] ?? 0) & space) === 0) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      addSpan(words, start, i);
      start = -1;
    }
  }
  if (start >= 0) addSpan(words, start, units.length);
  return drainInts(words);
}
