/** Edges as bytes, little-endian: similarities (n × f64), then a (n × u32), then b (n × u32). */
export function writeEdges({ a, b, similarity }) {
    const count = a.length;
    const bytes = new Uint8Array(16 * count);
    new Float64Array(bytes.buffer, 0, count).set(similarity);
    new Uint32Array(bytes.buffer, 8 * count, count).set(a);
    new Uint32Array(bytes.buffer, 12 * count, count).set(b);
    return bytes;
}
export function readEdges(bytes) {
    const { buffer } = new Uint8Array(bytes);
    const count = bytes.length / 16;
    return {
        similarity: new Float64Array(buffer, 0, count),
        a: new Uint32Array(buffer, 8 * count, count),
        b: new Uint32Array(buffer, 12 * count, count),
    };
}
export function joinEdges(parts) {
    const count = parts.reduce((sum, { a }) => sum + a.length, 0);
    const all = { a: new Uint32Array(count), b: new Uint32Array(count), similarity: new Float64Array(count) };
    let at = 0;
    for (const part of parts) {
        all.a.set(part.a, at);
        all.b.set(part.b, at);
        all.similarity.set(part.similarity, at);
        at += part.a.length;
    }
    return all;
}
//# sourceMappingURL=edge-file.js.map