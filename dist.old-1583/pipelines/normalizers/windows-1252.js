import { singleByteCharsets } from './single-byte-charsets.js';
const high = singleByteCharsets.find(({ name }) => name === 'windows-1252')?.high ?? '';
/**
 * The character that windows-1252 has for a C1 control character, which Latin-1 has in the same place; that control itself
 * for a byte that windows-1252 leaves open.
 */
export function windows1252Char(c1Control) {
    return high[c1Control.charCodeAt(0) - 0x80] ?? c1Control;
}
//# sourceMappingURL=windows-1252.js.map