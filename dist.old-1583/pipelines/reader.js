/** The document of a frame that `reader` gave, or what is wrong with it. */
export function parseFrame(reader, frame, place, options, limits) {
    if (isProblem(frame))
        return frame;
    if ('parse' in frame)
        return frame.parse();
    if ('parse' in reader)
        return reader.parse(frame.bytes, place, options, limits);
    throw new TypeError(`Frames of ${reader.format} must parse themselves`);
}
export function isProblem(value) {
    return 'problem' in value;
}
//# sourceMappingURL=reader.js.map