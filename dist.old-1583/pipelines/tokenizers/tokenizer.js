export function openTokenBuffer(capacity = 4096) {
    return { ids: new Uint32Array(capacity), length: 0 };
}
/** Makes room for `more` ids. */
export function reserveTokens(buffer, more) {
    const needed = buffer.length + more;
    if (needed > buffer.ids.length) {
        const grown = new Uint32Array(Math.max(needed, buffer.ids.length * 2));
        grown.set(buffer.ids.subarray(0, buffer.length));
        buffer.ids = grown;
    }
    return buffer.ids;
}
//# sourceMappingURL=tokenizer.js.map