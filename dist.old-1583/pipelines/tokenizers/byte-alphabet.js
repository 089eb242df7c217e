/**
 * The printable character that stands for each byte in `tokenizer.json`: Latin-1's own where it has one, else
 * the next from U+0100 on. Source: `bytes_to_unicode` of GPT-2, Radford et al. 2019.
 */
export const byteCharacters = makeByteCharacters();
const byteOfCharacter = new Map(byteCharacters.map((character, byte) => [character, byte]));
/** The bytes that a token's characters stand for; a token with any other character is itself, as UTF-8. */
export function tokenBytes(token) {
    const bytes = new Uint8Array(token.length);
    for (let i = 0; i < token.length; i++) {
        const byte = byteOfCharacter.get(token.charAt(i));
        if (byte === undefined)
            return new TextEncoder().encode(token);
        bytes[i] = byte;
    }
    return bytes;
}
/** Bytes [start, end) in the characters that stand for them. */
export function bytesToken(bytes, start, end) {
    let token = '';
    for (let i = start; i < end; i++)
        token += byteCharacters[bytes[i]];
    return token;
}
/** The bytes of a text in the characters that stand for them. */
export function byteText(text) {
    const bytes = Buffer.from(text);
    return bytesToken(bytes, 0, bytes.length);
}
function makeByteCharacters() {
    let beyond = 0x100;
    return Array.from({ length: 256 }, (_, byte) => {
        const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
        return String.fromCharCode(printable ? byte : beyond++);
    });
}
//# sourceMappingURL=byte-alphabet.js.map