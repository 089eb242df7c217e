import xxhash from 'xxhash-wasm';
const { h64Raw, h64ToString } = await xxhash();
/** 64 bits of a text as 16 hexadecimal digits (XXH64 of its UTF-8): how `why --text` finds a record by its whole text. */
export function textHash(text) {
    return h64ToString(text);
}
/** The same of bytes: how `why --file` finds an image. */
export function bytesHash(bytes) {
    return h64Raw(bytes).toString(16).padStart(16, '0');
}
//# sourceMappingURL=text-hash.js.map