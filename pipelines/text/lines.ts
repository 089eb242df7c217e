import { characterClasses, lineBreak, space } from './character-class.ts';
import { drainInts, newIntList } from './int-list.ts';
import { addSpan, type Spans } from './span-list.ts';

const found = newIntList();
const carriageReturn = 13;
const lineFeed = 10;
const lastControl = 0x1f;

/** Python's `str.splitlines()`: eleven line boundaries, CR LF as one, and no empty last line. */
export function splitLines(units: Uint16Array): Spans {
  let start = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number;
    // Most units are plain ASCII, and need no look into the table.
    if ((unit > lastControl && unit < 0x7f) || ((characterClasses[unit] as number) & lineBreak) === 0) continue;
    addSpan(found, start, i);
    if (unit === carriageReturn && units[i + 1] === lineFeed) i++;
    start = i + 1;
  }
  if (start < units.length) addSpan(found, start, units.length);
  return drainInts(found);
}

/** Parts of [start, end) between runs of at least `feeds` line feeds: Python's `re.split('\n{feeds,}', text)`. */
export function splitAtFeeds(units: Uint16Array, feeds: number, start = 0, end = units.length): Spans {
  let from = start;
  for (let i = units.indexOf(lineFeed, start); i >= 0 && i < end; i = units.indexOf(lineFeed, i)) {
    const run = i;
    while (i < end && units[i] === lineFeed) i++;
    if (i - run < feeds) continue;
    addSpan(found, from, run);
    from = i;
  }
  addSpan(found, from, end);
  return drainInts(found);
}

/** The first place in [start, end) that is no white space; `end` where all is. */
export function skipSpaces(units: Uint16Array, start: number, end: number): number {
  let at = start;
  while (at < end && ((characterClasses[units[at] ?? 0] ?? 0) & space) !== 0) at++;
  return at;
}

/** The place after the last unit in [start, end) that is no white space; `start` where all is. */
export function skipSpacesBack(units: Uint16Array, start: number, end: number): number {
  let at = end;
  while (at > start && ((characterClasses[units[at - 1] ?? 0] ?? 0) & space) !== 0) at--;
  return at;
}
