/** Cosine of two vectors of one length, to six decimal places; null where one has no direction. */
export function cosine(a, b) {
    let dot = 0;
    let squaresOfA = 0;
    let squaresOfB = 0;
    for (let i = 0; i < a.length; i++) {
        const x = a[i] ?? 0;
        const y = b[i] ?? 0;
        dot += x * y;
        squaresOfA += x * x;
        squaresOfB += y * y;
    }
    const value = dot / (Math.sqrt(squaresOfA) * Math.sqrt(squaresOfB));
    return Number.isFinite(value) ? Math.round(Math.min(1, Math.max(-1, value)) * 1e6) / 1e6 : null;
}
//# sourceMappingURL=text-similarity-model.js.map