/** Bytes from the start that are looked at for SVG, whose files may begin with comments. */
const svgPrefixBytes = 1024;
/** What a file begins with, as Latin-1, at an offset. Each is long enough that text does not begin so by chance. */
const signatures = [
    { format: 'jpeg', at: 0, magic: '\xff\xd8\xff' },
    { format: 'png', at: 0, magic: '\x89PNG\r\n\x1a\n' },
    { format: 'gif', at: 0, magic: 'GIF87a' },
    { format: 'gif', at: 0, magic: 'GIF89a' },
    { format: 'tiff', at: 0, magic: 'II*\0' },
    { format: 'tiff', at: 0, magic: 'MM\0*' },
    { format: 'tiff', at: 0, magic: 'II+\0\x08\0\0\0' },
    { format: 'tiff', at: 0, magic: 'MM\0+\0\x08\0\0' },
    { format: 'jxl', at: 0, magic: '\0\0\0\x0cJXL \r\n\x87\n' },
    { format: 'jxl', at: 0, magic: '\xff\x0a' },
    { format: 'jp2', at: 0, magic: '\0\0\0\x0cjP  \r\n\x87\n' },
    { format: 'jp2', at: 0, magic: '\xff\x4f\xff\x51' },
    { format: 'psd', at: 0, magic: '8BPS\0' },
    { format: 'ico', at: 0, magic: '\0\0\x01\0' },
];
/**
 * The format that the first bytes tell: magic numbers, and for SVG an `<svg` in the first 1,024 bytes of text. Null for
 * anything else, compressed SVG included. Looks at no name and decodes nothing: what follows may still be broken.
 */
export function sniffFormat(bytes) {
    const prefix = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, svgPrefixBytes)).toString('latin1');
    for (const { format, at, magic } of signatures)
        if (prefix.startsWith(magic, at))
            return format;
    if (prefix.startsWith('RIFF') && prefix.startsWith('WEBP', 8))
        return 'webp';
    if (prefix.startsWith('ftyp', 4))
        return fromBrands(prefix, bytes);
    if (prefix.startsWith('BM') && isBitmap(prefix))
        return 'bmp';
    return isSvg(prefix) ? 'svg' : null;
}
/** HEIF's container names its major brand first, then those that it is compatible with. */
function fromBrands(prefix, bytes) {
    const boxBytes = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    const box = prefix.slice(8, Math.max(12, boxBytes));
    const brands = [box.slice(0, 4)];
    for (let at = 8; at + 4 <= box.length; at += 4)
        brands.push(box.slice(at, at + 4));
    if (brands.some((brand) => brand === 'avif' || brand === 'avis'))
        return 'avif';
    return brands.some((brand) => /^(he[ivx][cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) ? 'heif' : null;
}
/** Two letters are too few: the size of the second header is one of those that Windows and OS/2 wrote. */
function isBitmap(prefix) {
    const headerBytes = prefix.length >= 18 ? prefix.charCodeAt(14) + 256 * prefix.charCodeAt(15) : 0;
    return [12, 16, 40, 52, 56, 64, 108, 124].includes(headerBytes) && prefix.startsWith('\0\0', 16);
}
function isSvg(prefix) {
    return /^(?:\xef\xbb\xbf)?\s*</.test(prefix) && /<svg[\s>]/i.test(prefix);
}
//# sourceMappingURL=sniff-format.js.map