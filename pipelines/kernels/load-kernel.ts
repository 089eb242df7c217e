/** The part of WebAssembly's interface that is used here: Node's types leave it to those of browsers. */
interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (limits: { readonly initial: number; readonly maximum?: number }) => KernelMemory;
}
const { WebAssembly } = globalThis as typeof globalThis & { readonly WebAssembly: WebAssemblyInterface };

/** Linear memory of a kernel. `buffer` is another one after `grow`, which takes pages of 64 KiB. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

/**
 * Instantiates a kernel that {@link ./generate.ts} compiled. The code is compiled once per thread and kernel; each call
 * gives an instance with a memory of its own of `pages` × 64 KiB, at most `maximumPages`.
 */
export function loadKernel<Exports extends object>(
  base64: string,
  pages: number,
  maximumPages = 65_536,
): { readonly exports: Exports; readonly memory: KernelMemory } {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: maximumPages });
  return { exports: joinKernel<Exports>(base64, memory), memory };
}

/**
 * Instantiates a kernel on the memory of another one. Kernels that share a memory hold no static data (no `StaticArray`,
 * no strings in their source), since each would put them at the same place.
 */
export function joinKernel<Exports extends object>(base64: string, memory: KernelMemory): Exports {
  let module = modules.get(base64);
  if (module === undefined) {
    module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
    modules.set(base64, module);
  }
  const abort = (): never => {
    throw new RangeError('a kernel reached what its caller must prevent');
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  return exports as Exports;
}

const modules = new Map<string, object>();
