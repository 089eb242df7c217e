import { characterClasses, space } from './character-class.js';
import { drainInts, newIntList } from './int-list.js';
import { addSpan } from './span-list.js';
import { scanText } from './text-scan.js';
const found = newIntList();
const carriageReturn = 13;
const lineFeed = 10;
/** Python's `str.splitlines()`: eleven line boundaries, CR LF as one, and no empty last line. */
export function splitLines(units) {
    const { breaks } = scanText(units);
    let start = 0;
    for (let k = 0; k < breaks.length; k++) {
        const at = breaks[k];
        if (at < start)
            continue;
        addSpan(found, start, at);
        start = at + (units[at] === carriageReturn && units[at + 1] === lineFeed ? 2 : 1);
    }
    if (start < units.length)
        addSpan(found, start, units.length);
    return drainInts(found);
}
/** Parts of [start, end) between runs of at least `feeds` line feeds: Python's `re.split('\n{feeds,}', text)`. */
export function splitAtFeeds(units, feeds, start = 0, end = units.length) {
    const { breaks } = scanText(units);
    let from = start;
    for (let k = 0; k < breaks.length;) {
        const run = breaks[k++];
        if (run < start || units[run] !== lineFeed)
            continue;
        if (run >= end)
            break;
        let after = run + 1;
        for (; after < end && breaks[k] === after && units[after] === lineFeed; k++)
            after++;
        if (after - run < feeds)
            continue;
        addSpan(found, from, run);
        from = after;
    }
    addSpan(found, from, end);
    return drainInts(found);
}
/** The first place in [start, end) that is no white space; `end` where all is. */
export function skipSpaces(units, start, end) {
    let at = start;
    while (at < end && ((characterClasses[units[at] ?? 0] ?? 0) & space) !== 0)
        at++;
    return at;
}
/** The place after the last unit in [start, end) that is no white space; `start` where all is. */
export function skipSpacesBack(units, start, end) {
    let at = end;
    while (at > start && ((characterClasses[units[at - 1] ?? 0] ?? 0) & space) !== 0)
        at--;
    return at;
}
//# sourceMappingURL=lines.js.map