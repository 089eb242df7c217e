import { MillraceError } from '../../core/errors.js';
/**
 * The 32-bit numbers of a comparison file's header: its magic, its version, then what the format puts there.
 *
 * @throws {MillraceError} `<format>-file-corrupt` where the bytes are too few, or magic or version another
 */
export function readHeader(bytes, format, magic, headerBytes) {
    if (bytes.length < headerBytes)
        throw corrupt(format, `at least ${headerBytes} bytes`, `${bytes.length}`);
    const header = new Uint32Array(new Uint8Array(bytes.subarray(0, headerBytes)).buffer);
    const [foundMagic, foundVersion] = header;
    if (foundMagic !== magic)
        throw corrupt(format, `magic ${hex(magic)}`, hex(foundMagic ?? 0));
    if (foundVersion !== formatVersion)
        throw corrupt(format, `version ${formatVersion}`, `${foundVersion}`);
    return header;
}
/** The version of all comparison files: they live in a build's work folder, which new code never shares with old. */
export const formatVersion = 1;
export function corrupt(format, expected, found) {
    return new MillraceError(`${format}-file-corrupt`, `Expected a ${format} file with ${expected}, found ${found}`, {
        hint: 'Delete the work folder of the build and run the same command again.',
    });
}
/** The same bytes at an address that views of 64-bit numbers can begin at; copies only where these do not. */
export function aligned(bytes) {
    return bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
}
function hex(value) {
    return value.toString(16).padStart(8, '0');
}
//# sourceMappingURL=file-header.js.map