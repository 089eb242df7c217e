import Module, { createRequire } from 'node:module';
import util from 'node:util';
import { MillraceError } from '../../core/errors.js';
const load = createRequire(import.meta.url);
/**
 * Loads tfjs-node with its addon from where it is kept; `threads` operations run at a time. Once per process, from the
 * main thread: TensorFlow reads its settings from the process's environment, and only once.
 * Throws MillraceError `tensorflow-load`.
 */
export function loadTensorFlow(installed, threads) {
    // Several threads inside one operation cost more than they bring: parts of a batch side by side are faster.
    process.env['TF_NUM_INTRAOP_THREADS'] = '1';
    process.env['TF_NUM_INTEROP_THREADS'] = String(threads);
    // 1 leaves warnings and errors: 0 tells of every instruction set of the processor.
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '1';
    restoreTypeTests();
    try {
        const tf = loadPackage(installed);
        const native = tf.backend();
        if (tf.getBackend() !== 'tensorflow' || !isNative(native))
            throw new Error(`TensorFlow.js chose ${tf.getBackend()}`);
        return { tf, native };
    }
    catch (cause) {
        const message = `TensorFlow cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`;
        throw new MillraceError('tensorflow-load', message, {
            at: installed.addonPath,
            hint: `remove the addon's folder, then run the same command again: it is fetched anew`,
            cause,
        });
    }
}
/** tfjs-node asks node-pre-gyp where its addon lies; for the time of loading, the answer is ours. */
function loadPackage({ package: name, addonPath }) {
    const finder = createRequire(load.resolve(name)).resolve('@mapbox/node-pre-gyp');
    const before = load.cache[finder];
    const answer = new Module(finder);
    answer.exports = { find: () => addonPath };
    answer.loaded = true;
    load.cache[finder] = answer;
    try {
        return load(name);
    }
    finally {
        if (before === undefined)
            delete load.cache[finder];
        else
            load.cache[finder] = before;
    }
}
/** tfjs-node 4.22 calls two functions that Node 22 warns of (DEP0044, DEP0051) and Node 24 lacks. */
function restoreTypeTests() {
    Object.assign(util, {
        isArray: Array.isArray,
        isNullOrUndefined: (value) => value === null || value === undefined,
    });
}
function isNative(backend) {
    return 'binding' in backend && 'executeMultipleOutputs' in backend;
}
//# sourceMappingURL=load.js.map