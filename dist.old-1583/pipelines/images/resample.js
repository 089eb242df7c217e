import { joinKernel, loadKernel } from '../kernels/load-kernel.js';
import { wasm } from '../kernels/resample-wasm.js';
import { axisOf, mostTaps, writeWeights } from './resample-weights.js';
export { resampleFilters } from './resample-weights.js';
/** The image in other sides, as `image.resize((width, height), filter)` of Pillow 12 gives it, byte for byte. */
export function resize(pixels, width, height, filter) {
    shared ??= openResampler();
    const data = new Uint8Array(width * height * 3);
    const box = { x: 0, y: 0, width: pixels.width, height: pixels.height };
    shared.resample(pixels, box, { width, height }, filter, false, data);
    return { data, width, height };
}
let shared;
/** A resampler with a memory of its own, or in that of the kernel whose pixels it is to read. */
export function openResampler(host) {
    const { memory, exports } = host === undefined
        ? loadKernel(wasm, 32)
        : { memory: host.memory, exports: joinKernel(wasm, host.memory) };
    const { columns, rows } = exports;
    const reserve = host?.reserve ?? ((bytes) => growTo(memory, bytes));
    let view = viewOf(memory);
    return {
        resample(source, box, size, filter, flip, out) {
            check(source, box, size, out);
            const rowBytes = size.width * 3;
            const stride = roundUp(rowBytes + 16, 16);
            const given = 'data' in source ? source : undefined;
            const across = axisOf(box.x, box.width, size.width);
            const down = axisOf(box.y, box.height, size.height);
            const boxStride = across.input * 3;
            const taps = { x: mostTaps(across, filter), y: mostTaps(down, filter) };
            const bandRows = Math.min(down.input, Math.max(taps.y + 8, Math.floor(BAND_BYTES / Math.max(stride, boxStride))));
            const outRows = Math.min(size.height, Math.max(1, Math.floor(BAND_BYTES / rowBytes)));
            const sections = [
                size.width * 12,
                size.width * roundUp(taps.x, 4) * 4,
                size.height * 12,
                size.height * roundUp(taps.y, 2) * 4,
                (bandRows + 1) * stride,
                given === undefined ? 0 : bandRows * boxStride + 32,
                outRows * rowBytes + 16,
            ];
            let next = reserve(sections.reduce((sum, bytes) => sum + roundUp(bytes, 16), 0));
            const [xTable = 0, xWeights = 0, yTable = 0, yWeights = 0, band = 0, sourceBand = 0, bandOut = 0] = sections.map((bytes) => {
                next += roundUp(bytes, 16);
                return next - roundUp(bytes, 16);
            });
            if (view.bytes.buffer !== memory.buffer)
                view = viewOf(memory);
            const { bytes, words, halves } = view;
            const target = { words, halves };
            const [pixels, lines] = [
                { unit: 3, multiple: 4, flip },
                { unit: 1, multiple: 2, flip: false },
            ];
            writeWeights({ ...target, table: xTable, weights: xWeights }, across, filter, pixels);
            writeWeights({ ...target, table: yTable, weights: yWeights }, down, filter, lines);
            const firstRow = (y) => words[(yTable >> 2) + y * 3] ?? 0;
            const lastRow = (y) => Math.min(down.input, firstRow(y) + taps.y);
            let held = 0;
            let below = 0;
            for (let from = 0; from < size.height;) {
                const first = firstRow(from);
                if (below > first)
                    bytes.copyWithin(band, band + (first - held) * stride, band + (below - held) * stride);
                else
                    below = first;
                held = first;
                let to = from + 1;
                while (to < size.height && to - from < outRows && lastRow(to) <= first + bandRows)
                    to++;
                const end = lastRow(to - 1);
                if (end > below) {
                    const count = end - below;
                    const at = band + (below - first) * stride;
                    if (given !== undefined) {
                        copyRows(given, across, down.first + below, count, bytes, sourceBand);
                        columns(sourceBand, boxStride, count, xTable, size.width, at, stride);
                    }
                    else if ('offset' in source) {
                        const top = source.offset + (down.first + below) * source.stride + across.first * 3;
                        columns(top, source.stride, count, xTable, size.width, at, stride);
                    }
                    below = end;
                }
                rows(band, stride, first, yTable, from, to, rowBytes, bandOut);
                out.set(bytes.subarray(bandOut, bandOut + (to - from) * rowBytes), from * rowBytes);
                from = to;
            }
        },
    };
}
const PAGE = 65_536;
const BAND_BYTES = 1 << 19;
const MOST_PIXELS_OF_A_SIDE = 1_000_000;
function growTo(memory, bytes) {
    const missing = bytes - memory.buffer.byteLength;
    if (missing > 0)
        memory.grow(Math.ceil(missing / PAGE));
    return 0;
}
function viewOf({ buffer }) {
    return { bytes: new Uint8Array(buffer), words: new Int32Array(buffer), halves: new Int16Array(buffer) };
}
function copyRows(source, across, from, count, bytes, to) {
    const stride = source.width * 3;
    const boxStride = across.input * 3;
    if (boxStride === stride) {
        bytes.set(source.data.subarray(from * stride, (from + count) * stride), to);
        return;
    }
    for (let row = 0; row < count; row++) {
        const start = (from + row) * stride + across.first * 3;
        bytes.set(source.data.subarray(start, start + boxStride), to + row * boxStride);
    }
}
function check(source, box, size, out) {
    for (const side of [size.width, size.height, source.width, source.height]) {
        if (!Number.isInteger(side) || side < 1 || side > MOST_PIXELS_OF_A_SIDE) {
            throw new RangeError(`a side has 1 to ${MOST_PIXELS_OF_A_SIDE} pixels, not ${side}`);
        }
    }
    if (!isWithin(box.x, box.width, source.width) || !isWithin(box.y, box.height, source.height)) {
        throw new RangeError(`box ${JSON.stringify(box)} is not in an image of ${source.width}×${source.height}`);
    }
    if ('data' in source && source.data.length < source.width * source.height * 3) {
        throw new RangeError(`an image of ${source.width}×${source.height} has more than ${source.data.length} bytes`);
    }
    if (out.length < size.width * size.height * 3) {
        throw new RangeError(`${size.width}×${size.height} pixels do not fit into ${out.length} bytes`);
    }
}
/** False for what is not a number too. */
function isWithin(start, length, side) {
    return start >= 0 && length > 0 && start + length <= side;
}
function roundUp(value, multiple) {
    return Math.ceil(value / multiple) * multiple;
}
//# sourceMappingURL=resample.js.map