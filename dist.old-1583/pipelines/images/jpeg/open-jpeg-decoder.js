import { wasm } from '../../kernels/jpeg-wasm.js';
import { loadKernel } from '../../kernels/load-kernel.js';
import { layOut, writeBlocks, writeTables } from './decoder-memory.js';
import { planRegion } from './plan-region.js';
/** Opens a decoder: an instance of the kernel with a memory that grows to what the largest region so far needed. */
export function openJpegDecoder() {
    const { exports: kernel, memory } = loadKernel(wasm, 16);
    let free = kernel.DYNAMIC.value;
    function grow(end) {
        const missing = end - memory.buffer.byteLength;
        if (missing > 0)
            memory.grow(Math.ceil(missing / 65_536));
    }
    function decode(bytes, header, region, scale) {
        const plan = planRegion(header, region, scale);
        const layout = layOut(plan, bytes.length - header.entropyOffset, kernel.DYNAMIC.value);
        free = layout.end;
        grow(layout.end);
        writeTables(kernel, memory, header);
        writeBlocks(kernel, memory, header, plan, layout);
        const data = new Uint8Array(memory.buffer);
        data.set(bytes.subarray(header.entropyOffset), layout.input);
        const inputEnd = layout.input + bytes.length - header.entropyOffset;
        data.fill(0, inputEnd, inputEnd + 32);
        data[inputEnd] = 0xff;
        data[inputEnd + 1] = 0xd9;
        const count = kernel.scanSegments(layout.input, inputEnd, layout.segments, plan.segments);
        kernel.setScan(layout.segments, count, layout.unstuffed, plan.interval, plan.mcusPerRow, plan.blocks.length);
        const [luma, blue = luma, red = luma] = layout.planes;
        const [lumaPlan, chromaPlan = lumaPlan] = plan.planes;
        kernel.setLuma(plan.upsampling, plan.planesLeft, luma, lumaPlan.stride, lumaPlan.rows);
        const { width: chromaWidth, height: chromaHeight } = plan.chroma;
        kernel.setChroma(blue, red, chromaPlan.stride, chromaPlan.rows, chromaWidth, chromaHeight, layout.rowSpace);
        const { columns, rows, left, top, right, bottom } = plan;
        const evenLeft = left - (left % 2);
        const stride = (right - evenLeft) * 3;
        const width = right - evenLeft;
        const span = [columns.from, columns.to, rows.from, rows.to];
        if (kernel.decode(...span, evenLeft, width, top, bottom, layout.pixels, stride) === 0)
            return null;
        const offset = layout.pixels + (left - evenLeft) * 3;
        return { offset, stride, left, top, width: right - left, height: bottom - top };
    }
    return {
        memory,
        decode,
        copy: ({ offset, stride, width, height }) => {
            const out = new Uint8Array(width * height * 3);
            for (let y = 0; y < height; y++) {
                out.set(new Uint8Array(memory.buffer, offset + y * stride, width * 3), y * width * 3);
            }
            return out;
        },
        reserve: (size) => {
            const at = Math.ceil(free / 16) * 16;
            free = at + size;
            grow(free);
            return at;
        },
    };
}
//# sourceMappingURL=open-jpeg-decoder.js.map