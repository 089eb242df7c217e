import { codePointAt } from '../code-units.js';
import { codePointBefore, isDigit, runForward } from './affixes.js';
import { alpha, dash, englishClassOf, icon, lower, quote, upper } from './character-classes.js';
const fullStop = 0x2e;
const hyphen = 0x2d;
const emDash = 0x2014;
const ellipsis = 0x2026;
const arithmetic = new Set([...'+-*^'].map((sign) => sign.charCodeAt(0)));
const joiners = new Set([...':<>=/'].map((sign) => sign.charCodeAt(0)));
/**
 * Units at `at` inside the word [start, end) that stand between two tokens: symbols and dots anywhere, signs between
 * digits, and full stops, commas, hyphens and the like between letters. 0 where nothing does.
 */
export function infixLength(units, at, start, end) {
    const unit = units[at] ?? 0;
    if ((unit >= 0x61 && unit <= 0x7a) || isDigit(unit) || (unit >= 0x41 && unit <= 0x5a))
        return 0;
    if (unit === ellipsis)
        return 1;
    if (unit === fullStop) {
        const dots = runForward(units, at, end);
        if (dots > 1)
            return dots;
        return between(units, at, 1, start, end, lower | quote, upper | quote) ? 1 : 0;
    }
    const classes = englishClassOf(codePointAt(units, at));
    if ((classes & icon) !== 0)
        return codePointAt(units, at) > 0xffff ? 2 : 1;
    if (at === start)
        return 0;
    if (arithmetic.has(unit) && at + 1 < end && isDigit(units[at - 1] ?? 0)) {
        const next = units[at + 1] ?? 0;
        if (isDigit(next) || next === hyphen)
            return 1;
    }
    if (unit === 0x2c)
        return between(units, at, 1, start, end, alpha, alpha) ? 1 : 0;
    const word = isDigit(units[at - 1] ?? 0) || (englishClassOf(codePointBefore(units, start, at)) & alpha) !== 0;
    if (!word)
        return 0;
    if ((classes & dash) !== 0)
        return dashLength(units, at, end);
    return joiners.has(unit) && letterFollows(units, at + 1, end) ? 1 : 0;
}
/** A dash, two em dashes, or up to three hyphens, where a letter follows. */
function dashLength(units, at, end) {
    const most = units[at] === hyphen ? 3 : units[at] === emDash ? 2 : 1;
    for (let length = 1; length <= most; length++) {
        if (letterFollows(units, at + length, end))
            return length;
        if (units[at + length] !== units[at])
            return 0;
    }
    return 0;
}
function letterFollows(units, at, end) {
    return at < end && (englishClassOf(codePointAt(units, at)) & alpha) !== 0;
}
function between(units, at, length, start, end, before, after) {
    if (at === start || at + length >= end)
        return false;
    if ((englishClassOf(codePointBefore(units, start, at)) & before) === 0)
        return false;
    return (englishClassOf(codePointAt(units, at + length)) & after) !== 0;
}
//# sourceMappingURL=infixes.js.map