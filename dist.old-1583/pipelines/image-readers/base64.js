/**
 * The bytes of base64 text, of either alphabet, with or without padding; white space is passed over. Undefined where it
 * holds anything else, or nothing.
 * Source: RFC 4648
 */
export function decodeBase64(text) {
    const plain = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
    if (!/^[\w+/-]+={0,2}$/.test(plain))
        return undefined;
    const bytes = Buffer.from(plain, 'base64');
    const whole = new Uint8Array(bytes.length);
    whole.set(bytes);
    return whole;
}
//# sourceMappingURL=base64.js.map