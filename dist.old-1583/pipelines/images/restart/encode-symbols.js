import { RESTART } from './decode-symbols.js';
/** Codes the symbols of `decodeSymbols` with these tables: entropy-coded data with restart markers, without the end. */
export function encodeSymbols(symbols, tables) {
    const { codes, sizes } = codeWords(tables);
    let out = new Uint8Array(symbols.length + 1024);
    let at = 0;
    let buffer = 0;
    let held = 0;
    let restarts = 0;
    const flush = () => {
        while (held >= 8) {
            const byte = (buffer >>> (held - 8)) & 255;
            out[at++] = byte;
            if (byte === 0xff)
                out[at++] = 0;
            held -= 8;
        }
        buffer &= (1 << held) - 1;
    };
    const fillByte = () => {
        const missing = (8 - held) & 7;
        buffer = (buffer << missing) | ((1 << missing) - 1);
        held += missing;
        flush();
    };
    for (const symbol of symbols) {
        if (out.length - at < 16)
            out = grown(out);
        if (symbol === RESTART) {
            fillByte();
            out[at++] = 0xff;
            out[at++] = 0xd0 + (restarts & 7);
            restarts++;
            continue;
        }
        const index = symbol >>> 16;
        buffer = (buffer << (sizes[index] ?? 0)) | (codes[index] ?? 0);
        held += sizes[index] ?? 0;
        flush();
        const extra = index & 15;
        buffer = (buffer << extra) | (symbol & 0xffff);
        held += extra;
        flush();
    }
    fillByte();
    return out.subarray(0, at);
}
function codeWords(tables) {
    const codes = new Uint16Array(8 * 256);
    const sizes = new Uint8Array(8 * 256);
    for (const [number, table] of tables.entries()) {
        if (table === undefined)
            continue;
        let code = 0;
        let next = 0;
        for (let length = 1; length <= 16; length++) {
            for (let i = 0; i < (table.counts[length - 1] ?? 0); i++) {
                const index = number * 256 + (table.symbols[next++] ?? 0);
                codes[index] = code++;
                sizes[index] = length;
            }
            code <<= 1;
        }
    }
    return { codes, sizes };
}
function grown(bytes) {
    const larger = new Uint8Array(bytes.length * 2);
    larger.set(bytes);
    return larger;
}
//# sourceMappingURL=encode-symbols.js.map