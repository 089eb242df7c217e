import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.js';
/**
 * Compiles every kernel in this folder, `NAME.as` (AssemblyScript) with what it imports from subfolders, to `NAME-wasm.ts`,
 * which holds its bytes as base64: `node dist/pipelines/kernels/generate.js [NAME…]`. A test compiles them again and compares.
 */
export async function compileKernel(name) {
    const { default: asc } = await import('assemblyscript/asc');
    let binary;
    const { error, stderr } = await asc.main([`${name}.ts`, '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '-o', 'kernel.wasm'], {
        readFile: sourceOf,
        writeFile: (_file, contents) => {
            if (typeof contents !== 'string')
                binary = contents;
        },
        listFiles: () => [],
    });
    if (error !== null || binary === undefined)
        throw new Error(`${name}.as: ${stderr.toString()}`, { cause: error });
    return Buffer.from(binary).toString('base64');
}
/** Text of a source file that the compiler asks for by the name it would have as TypeScript; null where there is none. */
function sourceOf(file) {
    const url = new URL(`pipelines/kernels/${file.replace(/\.ts$/, '.as')}`, packageRoot);
    return file.endsWith('.ts') && existsSync(url) ? readFileSync(url, 'utf8') : null;
}
/** The module that holds a kernel's bytes. */
export function kernelModule(name, base64) {
    const lines = base64.match(/.{1,4000}/g) ?? [];
    const text = lines.map((line) => `  '${line}'`).join(' +\n');
    return `// Compiled from ${name}.as by generate.ts; not to be edited.\n\n/** Bytes of the kernel, base64. */\nexport const wasm =\n${text};\n`;
}
export function kernelNames() {
    const folder = fileURLToPath(new URL('pipelines/kernels/', packageRoot));
    return readdirSync(folder)
        .filter((file) => file.endsWith('.as'))
        .map((file) => file.slice(0, -'.as'.length))
        .sort();
}
if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const wanted = process.argv.slice(2);
    for (const name of wanted.length > 0 ? wanted : kernelNames()) {
        writeFileSync(new URL(`pipelines/kernels/${name}-wasm.ts`, packageRoot), kernelModule(name, await compileKernel(name)));
        console.log(name);
    }
}
//# sourceMappingURL=generate.js.map