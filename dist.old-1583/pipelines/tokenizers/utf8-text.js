import { END_BYTE } from './character-class.js';
const utf8 = new TextEncoder();
export function openUtf8Text() {
    return room(2 ** 16);
}
/** Writes a text over the one before. A lone surrogate becomes U+FFFD. Keeps three bytes for each code unit of the longest. */
export function writeUtf8(target, text) {
    if (text.length * 3 + PADDING_BYTES > target.bytes.length)
        Object.assign(target, room(text.length * 3));
    target.length = utf8.encodeInto(text, target.bytes).written;
    target.bytes[target.length] = END_BYTE;
}
const PADDING_BYTES = 32;
function room(capacity) {
    const bytes = new Uint8Array(capacity + PADDING_BYTES);
    return { bytes, view: new DataView(bytes.buffer), length: 0 };
}
//# sourceMappingURL=utf8-text.js.map