/**
 * EXIF orientation, 1 to 8, of the TIFF data in an EXIF segment: 1 where it has none, null where the data are not what
 * they should be. Looks at the first directory only.
 */
export function readOrientation(tiff) {
    if (tiff.length < 8)
        return null;
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
    const order = view.getUint16(0);
    if (order !== 0x4949 && order !== 0x4d4d)
        return null;
    const little = order === 0x4949;
    const directory = view.getUint32(4, little);
    if (view.getUint16(2, little) !== 42 || directory < 8 || directory + 2 > tiff.length)
        return null;
    const entries = view.getUint16(directory, little);
    if (directory + 2 + 12 * entries > tiff.length)
        return null;
    let orientation = null;
    for (let i = 0; i < entries; i++) {
        const entry = directory + 2 + 12 * i;
        if (view.getUint16(entry, little) !== 0x0112)
            continue;
        const isShort = view.getUint16(entry + 2, little) === 3 && view.getUint32(entry + 4, little) === 1;
        const value = view.getUint16(entry + 8, little);
        if (orientation !== null || !isShort || value < 1 || value > 8)
            return null;
        orientation = value;
    }
    return orientation ?? 1;
}
//# sourceMappingURL=exif-orientation.js.map