var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
import { MillraceError } from '../../../core/errors.js';
/** The version that models are run by: another one may give another last digit, and so another dataset. */
export const onnxRuntimeVersion = '1.30.0';
// Not a literal, so that Millrace compiles where the package is not installed.
const packageName = 'onnxruntime-web';
const installHint = `npm install ${packageName}@${onnxRuntimeVersion}`;
let loaded;
/**
 * ONNX Runtime in WebAssembly: one thread, nothing downloaded, the same numbers on every processor.
 *
 * @throws MillraceError `onnx-runtime-missing` where the package is not installed, or in another version
 */
export function loadOnnxRuntime() {
    loaded ??= load();
    return loaded;
}
async function load() {
    let runtime;
    try {
        runtime = (await import(__rewriteRelativeImportExtension(packageName)));
    }
    catch (cause) {
        throw missing('none that can be imported', cause);
    }
    const version = runtime.env.versions.web;
    if (version !== onnxRuntimeVersion)
        throw missing(`version ${version ?? 'unknown'}`);
    runtime.env.wasm.numThreads = 1;
    runtime.env.logLevel = 'error';
    return runtime;
}
function missing(found, cause) {
    const message = `image-text-similarity: expected the package ${packageName} ${onnxRuntimeVersion}, found ${found}`;
    return new MillraceError('onnx-runtime-missing', message, { kind: 'usage', hint: installHint, cause });
}
//# sourceMappingURL=onnx-runtime.js.map