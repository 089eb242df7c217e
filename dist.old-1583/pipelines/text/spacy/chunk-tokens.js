import { newIntList, pushInt } from '../int-list.js';
import { prefixLength, suffixLength } from './affixes.js';
import { findException } from './exceptions.js';
import { infixLength } from './infixes.js';
import { isUrl } from './url.js';
const fullStop = 0x2e;
/** Ends of tokens that were taken off the end, last first; empty between calls. */
const suffixEnds = newIntList();
/**
 * Tokens of the run without white space [start, end): signs are taken off both ends, one of each at a time, until an
 * exception or nothing to take off is left; what is left is an exception, a URL, or cut at its infixes.
 * Adds to `ends` where each token ends; tokens leave no gap. Cost: one visit to each unit.
 * `withExceptions` is false only for finding what an exception looks like without it.
 */
export function tokenizeChunk(text, units, start, end, withExceptions, ends) {
    const find = withExceptions ? findException : () => undefined;
    let from = start;
    let to = end;
    let exception = find(text, units, from, to);
    // No rule finds anything in letters of ASCII alone, which is what most new chunks are.
    if (exception === undefined && isPlainWord(units, from, to)) {
        pushInt(ends, to);
        return;
    }
    while (from < to && exception === undefined) {
        const prefix = prefixLength(units, from, to);
        const suffix = suffixLength(units, from + prefix, to);
        if (prefix === 0 && suffix === 0)
            break;
        const afterPrefix = prefix > 0 ? find(text, units, from + prefix, to) : undefined;
        const beforeSuffix = afterPrefix === undefined && suffix > 0 ? find(text, units, from, to - suffix) : undefined;
        if (prefix > 0 && beforeSuffix === undefined) {
            from += prefix;
            pushInt(ends, from);
        }
        if (suffix > 0 && afterPrefix === undefined) {
            pushInt(suffixEnds, to);
            to -= suffix;
        }
        exception = afterPrefix ?? beforeSuffix ?? find(text, units, from, to);
    }
    if (exception !== undefined) {
        for (const length of exception) {
            from += length;
            pushInt(ends, from);
        }
    }
    else if (from < to) {
        pushMiddle(text, units, from, to, ends);
    }
    while (suffixEnds.used > 0)
        pushInt(ends, suffixEnds.values[--suffixEnds.used] ?? 0);
}
function pushMiddle(text, units, start, end, ends) {
    if (hasFullStop(units, start, end) && isUrl(text.slice(start, end))) {
        pushInt(ends, end);
        return;
    }
    let token = start;
    for (let at = start; at < end;) {
        const length = infixLength(units, at, start, end);
        // An infix at the very start is part of the word after it.
        if (length > 0 && at !== start) {
            if (at !== token)
                pushInt(ends, at);
            token = at + length;
            pushInt(ends, token);
        }
        at += Math.max(1, length);
    }
    if (token < end)
        pushInt(ends, end);
}
function isPlainWord(units, start, end) {
    for (let i = start; i < end; i++) {
        const letter = units[i] | 0x20;
        if (letter < 0x61 || letter > 0x7a)
            return false;
    }
    return start < end;
}
function hasFullStop(units, start, end) {
    for (let i = start; i < end; i++)
        if (units[i] === fullStop)
            return true;
    return false;
}
//# sourceMappingURL=chunk-tokens.js.map