/**
 * Whether `count` values of the hybrid of run lengths and packed bits begin at a place: no run may say more values than
 * there are, since readers believe it before they look. `atMost`: the data may end before so many values.
 * Source: https://github.com/apache/parquet-format/blob/master/Encodings.md: RLE
 */
export function runsAreSound(bytes, from, width, count, atMost = false) {
    if (width > 32)
        return false;
    let at = from;
    for (let seen = 0; seen < count;) {
        if (at >= bytes.length)
            return atMost;
        let [head, shift] = [0, 0];
        for (let byte = 0x80; byte >= 0x80; shift += 7) {
            byte = bytes[at++] ?? 0x100;
            if (byte > 0xff || shift > 28)
                return false;
            head += (byte & 0x7f) * 2 ** shift;
        }
        const run = Math.floor(head / 2);
        if (head % 2 === 0) {
            if (run > count - seen)
                return false;
            seen += run;
            at += Math.ceil(width / 8);
        }
        else {
            // The last bits may be left out where nothing is in them.
            const last = count - seen <= 8 * run;
            if (8 * run > count - seen + 7 && run * width > bytes.length - at)
                return false;
            seen += 8 * run;
            at = last ? Math.min(bytes.length, at + run * width) : at + run * width;
        }
        if (at > bytes.length)
            return false;
    }
    return true;
}
//# sourceMappingURL=rle-runs.js.map