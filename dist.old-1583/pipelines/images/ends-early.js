/**
 * Whether an image file ends before the image does, by the lengths and end marks of its container alone: what a codec says
 * of an error stands in memory that all threads of a process share. Linear. False where the container is no such one.
 */
export function endsEarly(format, bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    switch (format) {
        case 'jpeg':
            return jpegEndsEarly(view);
        case 'png':
            return pngEndsEarly(view);
        case 'webp':
            return view.byteLength < 12 || view.getUint32(4, true) + 8 > view.byteLength;
        case 'gif':
            return gifEndsEarly(view);
        case 'avif':
            return boxesEndEarly(view);
        case 'tiff':
            return view.byteLength >= 16 && firstDirectory(view) >= view.byteLength;
        default:
            return false;
    }
}
const [startOfScan, endOfImage] = [0xda, 0xd9];
function jpegEndsEarly(view) {
    let inScan = false;
    for (let at = 2; at + 1 < view.byteLength;) {
        if (view.getUint8(at) !== 0xff) {
            // Between segments no other bytes may stand; in a scan they are its data.
            if (!inScan)
                return false;
            at++;
            continue;
        }
        const marker = view.getUint8(at + 1);
        if (marker === endOfImage)
            return false;
        const alone = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8) || marker === 1;
        if (alone) {
            at += marker === 0xff ? 1 : 2;
            continue;
        }
        if (at + 3 >= view.byteLength)
            return true;
        inScan = marker === startOfScan;
        at += 2 + view.getUint16(at + 2);
    }
    return true;
}
function pngEndsEarly(view) {
    for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
        if (view.getUint32(at + 4) === 0x49454e44)
            return false;
    }
    return true;
}
function gifEndsEarly(view) {
    const [extension, image, trailer] = [0x21, 0x2c, 0x3b];
    const tableBytes = (flags) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
    if (view.byteLength < 13)
        return true;
    let at = 13 + tableBytes(view.getUint8(10));
    while (at < view.byteLength) {
        const block = view.getUint8(at);
        if (block === trailer)
            return false;
        if (block === image) {
            if (at + 9 >= view.byteLength)
                return true;
            at += 11 + tableBytes(view.getUint8(at + 9));
        }
        else if (block === extension)
            at += 2;
        else
            return false;
        while (at < view.byteLength && view.getUint8(at) !== 0)
            at += 1 + view.getUint8(at);
        at++;
    }
    return true;
}
function boxesEndEarly(view) {
    const mediaData = 0x6d646174;
    let hasData = false;
    let at = 0;
    while (at + 8 <= view.byteLength) {
        const short = view.getUint32(at);
        if (short === 0)
            return false;
        if (short === 1 && at + 16 > view.byteLength)
            return true;
        const bytes = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
        if (bytes < 8)
            return false;
        if (view.getUint32(at + 4) === mediaData)
            hasData = true;
        at += bytes;
    }
    return at !== view.byteLength || !hasData;
}
/** Where a TIFF's list of what it holds begins: often at the file's end. */
function firstDirectory(view) {
    const isLittle = view.getUint8(0) === 0x49;
    const isBig = view.getUint16(2, isLittle) === 43;
    return isBig ? Number(view.getBigUint64(8, isLittle)) : view.getUint32(4, isLittle);
}
//# sourceMappingURL=ends-early.js.map