import { createHash } from 'node:crypto';
/** SHA-256 of some bytes, or of a string's UTF-8, in lower-case hexadecimal. */
export function sha256Hex(bytes) {
    return createHash('sha256').update(bytes).digest('hex');
}
export function streamingSha256() {
    const hash = createHash('sha256');
    return {
        update: (piece) => {
            hash.update(piece);
        },
        hex: () => hash.digest('hex'),
    };
}
//# sourceMappingURL=digest.js.map