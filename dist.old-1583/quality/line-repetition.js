const lineFeed = 10;
const seen = new Set();
/** Where the two hashes begin: not at 0, from which a NUL would not move them. */
const lowStart = 0x811c9dc5;
const highStart = 0x9747b28c;
/**
 * Share of a text's code units that are in lines which occurred before in it, line feeds not counted, in [0, 1]: Gopher's
 * duplicate line character fraction (Rae et al. 2021, table A1), over code units. 0 for an empty text.
 *
 * Lines are told apart by 53 bits of hash. About 3 ns per character.
 */
export function repeatedLineShare(text) {
    seen.clear();
    let repeated = 0;
    let start = 0;
    let low = lowStart;
    let high = highStart;
    for (let at = 0; at <= text.length; at++) {
        const unit = at === text.length ? lineFeed : text.charCodeAt(at);
        if (unit !== lineFeed) {
            low = Math.imul(low ^ unit, 0x01000193);
            high = Math.imul(high, 0x5bd1e995) + unit;
            continue;
        }
        if (at > start) {
            const line = (high >>> 11) * 2 ** 32 + (low >>> 0);
            const before = seen.size;
            if (seen.add(line).size === before)
                repeated += at - start;
        }
        start = at + 1;
        low = lowStart;
        high = highStart;
    }
    return text.length === 0 ? 0 : repeated / text.length;
}
//# sourceMappingURL=line-repetition.js.map