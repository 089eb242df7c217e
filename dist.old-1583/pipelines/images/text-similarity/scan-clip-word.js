import { characterBytes, classAt, LETTER, NUMBER, OTHER, runEnd } from '../../tokenizers/character-class.js';
import { contractionBytes } from '../../tokenizers/word-scanner.js';
const APOSTROPHE = 0x27;
/**
 * Where the word ends that begins at `offset` of UTF-8 bytes followed by `END_BYTE`: a contraction, letters, one number,
 * or what is none of these; `offset` itself where white space or the text's end stands there. CLIP's pattern, by hand.
 */
export function scanClipWord(bytes, offset) {
    if (bytes[offset] === APOSTROPHE) {
        const length = contractionBytes(bytes, offset + 1, 0);
        if (length > 0)
            return offset + 1 + length;
    }
    const kind = classAt(bytes, offset);
    if (kind === NUMBER)
        return offset + characterBytes(bytes[offset]);
    return kind === LETTER || kind === OTHER ? runEnd(bytes, offset, kind) : offset;
}
//# sourceMappingURL=scan-clip-word.js.map