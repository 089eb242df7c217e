/** The signals of an image that has come through a segment: each such image was measured. */
export function signalsOf({ id, signals }) {
    if (signals === null)
        throw new RangeError(`Expected the signals of image ${id}`);
    return signals;
}
/** The format of such an image: what can be decoded is of a known one. */
export function formatOf({ id, format }) {
    if (format === null)
        throw new RangeError(`Expected the format of image ${id}`);
    return format;
}
//# sourceMappingURL=image-signals.js.map