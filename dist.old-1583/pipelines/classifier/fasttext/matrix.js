/** A matrix that lies at the file's position, as numbers or quantized; the position is then behind it. Throws RangeError. */
export function readMatrix(file, quantized) {
    return quantized ? quantizedMatrix(file) : denseMatrix(file);
}
function denseMatrix(file) {
    const { rows, columns } = sizes(file);
    const start = file.position;
    file.position = start + 4 * rows * columns;
    if (file.position > file.bytes)
        throw new RangeError('the file ends too soon');
    return {
        rows,
        columns,
        read: (from, to) => {
            file.position = start + 4 * from * columns;
            return file.floats((to - from) * columns);
        },
    };
}
/** Product quantization: Jégou et al. 2011, as in fastText.zip (Joulin et al. 2016, arXiv:1612.03651). */
function quantizedMatrix(file) {
    const withNorms = file.uint8() === 1;
    const { rows, columns } = sizes(file);
    const codes = file.block(file.int32());
    const parts = readQuantizer(file);
    const norms = withNorms ? file.block(rows) : null;
    const lengths = withNorms ? readQuantizer(file) : null;
    if (codes.length !== rows * parts.parts || parts.columns !== columns)
        throw new RangeError('a quantized matrix has another size');
    return {
        rows,
        columns,
        read: (from, to) => {
            const numbers = new Float32Array((to - from) * columns);
            for (let row = from; row < to; row++) {
                const norm = norms === null || lengths === null ? 1 : lengths.centroids[norms[row]];
                const first = (row - from) * columns;
                for (let part = 0; part < parts.parts; part++) {
                    const code = codes[row * parts.parts + part];
                    const last = part === parts.parts - 1;
                    const width = last ? parts.lastWidth : parts.width;
                    const centroid = part * 256 * parts.width + code * width;
                    for (let i = 0; i < width; i++)
                        numbers[first + part * parts.width + i] = norm * parts.centroids[centroid + i];
                }
            }
            return numbers;
        },
    };
}
function readQuantizer(file) {
    const [columns, parts, width, lastWidth] = [file.int32(), file.int32(), file.int32(), file.int32()];
    if (columns < 1 || columns > mostColumns || parts < 1 || (parts - 1) * width + lastWidth !== columns)
        throw new RangeError('a quantizer is none');
    return { columns, parts, width, lastWidth, centroids: file.floats(columns * 256) };
}
const mostColumns = 2 ** 14;
function sizes(file) {
    const [rows, columns] = [file.int64(), file.int64()];
    if (rows < 1 || columns < 1 || columns > mostColumns || rows > 2 ** 31)
        throw new RangeError('a matrix is none');
    return { rows, columns };
}
//# sourceMappingURL=matrix.js.map