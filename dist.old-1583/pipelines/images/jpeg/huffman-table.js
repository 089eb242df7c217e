/**
 * Reads a DHT marker's tables into `dc` and `ac` by their number, 0 to 3. False where one is not whole, or its lengths
 * give no prefix code, or a DC symbol stands for more than 15 bits.
 */
export function readHuffmanTables(body, dc, ac) {
    let at = 0;
    while (at < body.length) {
        const kind = body[at] ?? 0;
        const counts = body.slice(at + 1, at + 17);
        if ((kind & 0xec) !== 0 || counts.length !== 16 || !isPrefixCode(counts))
            return false;
        const total = counts.reduce((sum, count) => sum + count, 0);
        const symbols = body.slice(at + 17, at + 17 + total);
        if (total > 256 || symbols.length !== total)
            return false;
        if (kind < 16 && symbols.some((symbol) => symbol > 15))
            return false;
        (kind < 16 ? dc : ac)[kind & 3] = { counts, symbols };
        at += 17 + total;
    }
    return true;
}
/** The code of ones alone stays free. */
function isPrefixCode(counts) {
    let code = 0;
    for (let i = 0; i < counts.length; i++) {
        code = code * 2 + counts[i];
        if (code >= 2 ** (i + 1))
            return false;
    }
    return true;
}
//# sourceMappingURL=huffman-table.js.map