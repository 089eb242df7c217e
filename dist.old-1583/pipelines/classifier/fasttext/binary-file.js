import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
const windowBytes = 2 ** 20;
export function openBinaryFile(path) {
    const descriptor = openSync(path, 'r');
    const bytes = fstatSync(descriptor).size;
    const window = Buffer.alloc(windowBytes);
    let [start, end] = [0, 0];
    const file = {
        bytes,
        position: 0,
        uint8: () => window.readUInt8(at(1)),
        int32: () => window.readInt32LE(at(4)),
        int64: () => {
            const value = Number(window.readBigInt64LE(at(8)));
            if (!Number.isSafeInteger(value))
                throw new RangeError('a number is too large');
            return value;
        },
        text: () => {
            let length = 0;
            while (file.uint8() !== 0)
                if (++length > 2 ** 16)
                    throw new RangeError('a text does not end');
            file.position -= length + 1;
            const from = at(length + 1);
            return window.subarray(from, from + length);
        },
        block: (length) => {
            if (length < 0 || file.position + length > bytes)
                throw new RangeError('the file ends too soon');
            const block = new Uint8Array(length);
            let filled = 0;
            while (filled < length) {
                const read = readSync(descriptor, block, filled, Math.min(2 ** 30, length - filled), file.position + filled);
                if (read === 0)
                    throw new RangeError('the file ends too soon');
                filled += read;
            }
            file.position += length;
            return block;
        },
        floats: (count) => new Float32Array(file.block(4 * count).buffer),
        close: () => closeSync(descriptor),
    };
    return file;
    /** Where the next `length` bytes lie in the window. */
    function at(length) {
        const { position } = file;
        if (position < 0 || position + length > bytes)
            throw new RangeError('the file ends too soon');
        if (position < start || position + length > end) {
            start = position;
            end = start + readSync(descriptor, window, 0, windowBytes, start);
            if (position + length > end)
                throw new RangeError('the file ends too soon');
        }
        file.position += length;
        return position - start;
    }
}
//# sourceMappingURL=binary-file.js.map