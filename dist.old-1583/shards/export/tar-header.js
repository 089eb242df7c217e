import { MillraceError } from '../../core/errors.js';
/** Bytes in a block of a tar file: a header takes one, a member's bytes are filled up to a whole number of them. */
export const tarBlockBytes = 512;
const mostBytes = 8 ** 11;
/**
 * The header of a file in a tar archive, POSIX ustar: readable by all, owner 0, time 0.
 * `name` is ASCII of at most 100 characters, `bytes` below 8 GiB; else throws MillraceError `bad-value`.
 */
export function tarHeader(name, bytes) {
    if (name.length > 100 || !/^[!-~]+$/.test(name))
        throw new MillraceError('bad-value', 'no name for a tar member');
    if (bytes >= mostBytes)
        throw new MillraceError('bad-value', 'a tar member of 8 GiB or more');
    const header = Buffer.alloc(tarBlockBytes);
    const octal = (value, digits) => `${value.toString(8).padStart(digits, '0')}\0`;
    header.write(name, 0, 'latin1');
    header.write(`${octal(0o644, 7)}${octal(0, 7)}${octal(0, 7)}${octal(bytes, 11)}${octal(0, 11)}        0`, 100, 'latin1');
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return header;
}
/** Zeros after a member of so many bytes, up to the next block. */
export function tarPadding(bytes) {
    return new Uint8Array((tarBlockBytes - (bytes % tarBlockBytes)) % tarBlockBytes);
}
//# sourceMappingURL=tar-header.js.map