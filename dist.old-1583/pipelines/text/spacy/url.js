import { englishClassOf, lower } from './character-classes.js';
/** Four numbers that can be a public address: no loop-back, private or reserved ones. */
const publicAddress = /^(?!10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\p{Nd}|3[01])\.)(?:[1-9]\p{Nd}?|1\p{Nd}\p{Nd}|2[01]\p{Nd}|22[0-3])(?:\.(?:1?\p{Nd}{1,2}|2[0-4]\p{Nd}|25[0-5])){2}\.(?:[1-9]\p{Nd}?|1\p{Nd}\p{Nd}|2[0-4]\p{Nd}|25[0-4])$/u;
const longestAddress = 15;
const scheme = /^[\p{L}\p{N}_+\-.]{2,}:\/\//u;
const port = /:\p{Nd}{2,5}(?=[/?#]|$)/uy;
const hostEnd = /[:/?#@]/g;
/**
 * True where the whole word is a URL, with or without scheme, user and path; `example.com` is one.
 * As spaCy's pattern (from M. Bynens' comparison and D. Perini's expression) has it, in one walk over the word:
 * the host begins at the start, after the scheme, or after any `@`, and ends at the first of `:/?#`.
 */
export function isUrl(word) {
    if (!word.includes('.'))
        return false;
    if (isHostAndRest(word, 0))
        return true;
    const protocol = word.includes('://') ? scheme.exec(word) : null;
    if (protocol !== null && isHostAndRest(word, protocol[0].length))
        return true;
    for (let at = word.indexOf('@', 1); at >= 0; at = word.indexOf('@', at + 1)) {
        if (isHostAndRest(word, at + 1))
            return true;
    }
    return false;
}
function isHostAndRest(word, start) {
    hostEnd.lastIndex = start;
    const end = hostEnd.exec(word)?.index ?? word.length;
    const delimiter = word[end];
    if (delimiter === '@' || !(isDomain(word, start, end) || isPublicAddress(word, start, end)))
        return false;
    port.lastIndex = end;
    return delimiter !== ':' || port.test(word);
}
function isPublicAddress(word, start, end) {
    return end - start <= longestAddress && publicAddress.test(word.slice(start, end));
}
/** Labels of 1 to 64 characters with a full stop after each, then 2 to 63 lower-case letters. */
function isDomain(word, start, end) {
    let lastStop = end - 1;
    while (lastStop > start && word.charCodeAt(lastStop) !== 0x2e)
        lastStop--;
    if (lastStop <= start)
        return false;
    for (let label = start; label <= lastStop;) {
        let at = label;
        while (at < lastStop && isHostUnit(word.charCodeAt(at)))
            at++;
        if (word.charCodeAt(at) !== 0x2e || at === label || at - label > 64)
            return false;
        if (isJoint(word.charCodeAt(label)) || isJoint(word.charCodeAt(at - 1)))
            return false;
        label = at + 1;
    }
    return isTopDomain(word, lastStop + 1, end);
}
function isTopDomain(word, start, end) {
    let letters = 0;
    for (let at = start; at < end; letters++) {
        const codePoint = word.codePointAt(at) ?? 0;
        if ((englishClassOf(codePoint) & lower) === 0 || letters === 63)
            return false;
        at += codePoint > 0xffff ? 2 : 1;
    }
    return letters >= 2;
}
function isHostUnit(unit) {
    if (unit >= 0xa1)
        return unit < 0xd800 || unit > 0xdfff;
    return ((unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || isJoint(unit));
}
/** Inside a label only. */
function isJoint(unit) {
    return unit === 0x2d || unit === 0x5f;
}
//# sourceMappingURL=url.js.map