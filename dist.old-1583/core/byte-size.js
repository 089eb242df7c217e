const units = {
    B: 1,
    kB: 1e3,
    MB: 1e6,
    GB: 1e9,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
};
/** Bytes in a size such as `64MiB`, `10 MB` or `4096`; undefined where the text is no size. */
export function parseByteSize(text) {
    const match = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(text.trim());
    if (match === null)
        return undefined;
    const unit = units[match[2] === '' ? 'B' : (match[2] ?? '')];
    if (unit === undefined)
        return undefined;
    const bytes = Math.round(Number(match[1]) * unit);
    return Number.isSafeInteger(bytes) ? bytes : undefined;
}
/** A size for people: three digits and a binary unit, `61.4 MiB`. */
export function formatByteSize(bytes) {
    for (const unit of ['GiB', 'MiB', 'KiB']) {
        const size = units[unit];
        if (bytes >= size)
            return `${(bytes / size).toPrecision(3)} ${unit}`;
    }
    return `${bytes} B`;
}
//# sourceMappingURL=byte-size.js.map