import { loadKernel } from '../../kernels/load-kernel.js';
/** An address that no buffer of a kernel's own lies at. */
const firstAddress = 1024;
/** What a kernel's steps of 16 bytes may read or write after a buffer's end. */
const spare = 16;
const pageBytes = 65_536;
/** Memory of a kernel never shrinks: beyond this, the kernel is begun anew for the next image. */
const keptBytes = 64 * 2 ** 20;
/** One kernel of this thread, with its memory given out piece by piece and used again for the next image. */
export class KernelSpace {
    #wasm;
    #kernel;
    #end = firstAddress;
    constructor(wasm) {
        this.#wasm = wasm;
    }
    /** The kernel's functions. Every address given before is free again. */
    open() {
        this.#end = firstAddress;
        return this.#loaded(keptBytes).exports;
    }
    /** Address of `bytes` bytes, at a multiple of 16, whatever they hold. */
    take(bytes) {
        const address = this.#end;
        this.#end += Math.ceil(bytes / 16) * 16 + spare;
        const { memory } = this.#loaded();
        const lacking = this.#end + spare - memory.buffer.byteLength;
        if (lacking > 0)
            memory.grow(Math.ceil(lacking / pageBytes));
        return address;
    }
    /** Address of a copy of `values`. */
    put(values) {
        const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
        const address = this.take(bytes.length);
        this.#view().set(bytes, address);
        return address;
    }
    /** A copy of `length` bytes. */
    copy(address, length) {
        return this.#view().slice(address, address + length);
    }
    /** `length` zeros. */
    zeros(length) {
        const address = this.take(length);
        this.#view().fill(0, address, address + length);
        return address;
    }
    /** Bytes that become as many others. */
    map(data, run) {
        const exports = this.open();
        const from = this.put(data);
        const to = this.take(data.length);
        run(exports, from, to);
        return this.copy(to, data.length);
    }
    #view() {
        return new Uint8Array(this.#loaded().memory.buffer);
    }
    #loaded(most = Number.POSITIVE_INFINITY) {
        if (this.#kernel === undefined || this.#kernel.memory.buffer.byteLength > most) {
            this.#kernel = loadKernel(this.#wasm, 16);
        }
        return this.#kernel;
    }
}
//# sourceMappingURL=kernel-space.js.map