import { characterClasses, space } from './character-class.ts';
import { markMatching } from './code-point-ranges.ts';
import { drainInts, newIntList } from './int-list.ts';
import { addSpan, type Spans } from './span-list.ts';
import { unspacedUnits } from './unspaced-scripts.ts';

const words = newIntList();
const marks = new Uint8Array(0x10000);
markMatching(marks, /\p{M}+/gu, 1, 0, 0xd7ff);
markMatching(marks, /\p{M}+/gu, 1, 0xe000, 0xffff);

/**
 * What lies between white space, cut before and behind each character of a script that puts none between words; marks stay
 * with the character before them. Words of any script, found without regard to what is around them. Cost: linear.
 */
export function closeWords(units: Uint16Array): Spans {
  for (let i = 0; i < units.length; ) {
    if (isSpace(units, i)) {
      i++;
      continue;
    }
    const start = i++;
    const alone = unspacedUnits[units[start] as number] === 1;
    while (i < units.length && !isSpace(units, i)) {
      const isMark = marks[units[i] as number] === 1;
      if (!isMark && (alone || unspacedUnits[units[i] as number] === 1)) break;
      i++;
    }
    addSpan(words, start, i);
  }
  return drainInts(words);
}

function isSpace(units: Uint16Array, at: number): boolean {
  return ((characterClasses[units[at] as number] as number) & space) !== 0;
}
