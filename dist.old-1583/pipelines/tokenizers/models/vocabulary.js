import { invalid } from '../unsupported-file.js';
/** Bounds the arrays by id that a hostile file could ask for. The largest vocabulary in use has 2^18 tokens. */
export const mostIds = 2 ** 22;
/** A file's vocabulary by token. Throws MillraceError `tokenizer-invalid`. */
export function readVocabulary(vocab) {
    return new Map(Object.entries(vocab).map(([token, id]) => [token, checkedId(id, 'model.vocab')]));
}
export function checkedId(id, at) {
    if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < mostIds)
        return id;
    throw invalid(at, `whole numbers from 0 to ${mostIds - 1} as ids, found something else`);
}
/** The ids of `<0x00>` to `<0xFF>`, undefined for each that has none. */
export function fallbackIds(ids) {
    return Array.from({ length: 256 }, (_, byte) => ids.get(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`));
}
/** The ids of a text's bytes; undefined where one of them has none, or none are given. */
export function fallbackBytes(text, fallback) {
    if (fallback === undefined)
        return undefined;
    const bytes = Array.from(Buffer.from(text), (byte) => fallback[byte]);
    return bytes.includes(undefined) ? undefined : bytes;
}
//# sourceMappingURL=vocabulary.js.map