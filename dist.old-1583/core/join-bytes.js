/** The parts in one buffer of its own, which shares memory with none of them. */
export function joinBytes(parts) {
    const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}
//# sourceMappingURL=join-bytes.js.map