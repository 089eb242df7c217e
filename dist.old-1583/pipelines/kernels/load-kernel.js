const { WebAssembly } = globalThis;
/**
 * Instantiates a kernel that {@link ./generate.ts} compiled. The code is compiled once per thread and kernel; each call
 * gives an instance with a memory of its own of `pages` × 64 KiB, at most `maximumPages`.
 */
export function loadKernel(base64, pages, maximumPages = 65_536) {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: maximumPages });
    return { exports: joinKernel(base64, memory), memory };
}
/**
 * Instantiates a kernel on the memory of another one. Kernels that share a memory hold no static data (no `StaticArray`,
 * no strings in their source), since each would put them at the same place.
 */
export function joinKernel(base64, memory) {
    let module = modules.get(base64);
    if (module === undefined) {
        module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
        modules.set(base64, module);
    }
    const abort = () => {
        throw new RangeError('a kernel reached what its caller must prevent');
    };
    const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
    return exports;
}
const modules = new Map();
//# sourceMappingURL=load-kernel.js.map