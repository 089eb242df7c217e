import { sha256Hex } from '../../storage/digest.js';
const most = 80;
const keptOfLong = 23;
/**
 * A record's id as a part of file names: letters, digits, `_` and `-` as they are, every other byte of its UTF-8 as
 * `~XX`. So it has no dot, at which WebDataset ends a key, and no slash. An id that would take more than 80 characters
 * keeps 23 of them, before `~` and its SHA-256. Different ids have different keys; none has more than 88 characters.
 */
export function recordKey(id) {
    const key = escaped(id);
    if (key.length <= most)
        return key === '' ? '~' : key;
    return `${key.slice(0, keptOfLong)}~${sha256Hex(id)}`;
}
function escaped(id) {
    if (/^\w[\w-]*$/.test(id))
        return id;
    let key = '';
    // What is beyond the longest key has no say in it.
    for (const byte of Buffer.from(id.slice(0, most + 1))) {
        const plain = byte < 0x80 && /\w|-/.test(String.fromCharCode(byte)) && !(byte === 0x2d && key === '');
        key += plain ? String.fromCharCode(byte) : `~${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    }
    return key;
}
//# sourceMappingURL=record-key.js.map