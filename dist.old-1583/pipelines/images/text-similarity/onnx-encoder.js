import { MillraceError } from '../../../core/errors.js';
import { readModelFile } from './model-file.js';
import { loadOnnxRuntime } from './onnx-runtime.js';
/**
 * Opens an ONNX file. Its embedding is the output `output`, or its only one, of shape [1, width].
 * Memory: about three times the file's bytes; a fourth time while it opens.
 *
 * @throws MillraceError `no-model-file`, `model-invalid` for what cannot be opened, `model-unsupported` where it gives no such output
 */
export async function openOnnxEncoder(path, output) {
    const session = await openSession(path);
    const outputs = session.outputMetadata;
    const named = outputs.find(({ name }) => name === output) ?? (outputs.length === 1 ? outputs[0] : undefined);
    if (named === undefined || named.type !== 'float32') {
        await session.release();
        throw unsupported(path, `an output ${output} of float32`, outputs);
    }
    return {
        inputs: session.inputMetadata,
        embed: async (feeds) => {
            const embedding = await run(session, feeds, named.name, path);
            const [rows, width] = embedding.dims;
            if (embedding.dims.length !== 2 || rows !== 1 || width === undefined) {
                throw failed(path, `an embedding of shape [1, width], found [${embedding.dims.join(', ')}]`);
            }
            return embedding.data;
        },
        close: () => session.release(),
    };
}
/** The error for a model whose inputs or outputs are others than `expected`. */
export function unsupported(path, expected, found) {
    const list = found
        .slice(0, 8)
        .map(({ name, type, shape }) => `${name}: ${type ?? 'no tensor'}[${shape?.join(', ')}]`);
    return new MillraceError('model-unsupported', `${path}: expected ${expected}, found ${list.join('; ').slice(0, 400)}`, {
        kind: 'usage',
        hint: 'Export the image half and the text half of a CLIP model to a file each, with projections, in float32.',
    });
}
async function openSession(path) {
    const { InferenceSession } = await loadOnnxRuntime();
    const bytes = await readModelFile(path);
    try {
        // Errors only: what the optimiser has to say of a model is no concern of a build.
        const options = { executionProviders: ['wasm'], logSeverityLevel: 3 };
        return await InferenceSession.create(bytes, options);
    }
    catch (cause) {
        throw new MillraceError('model-invalid', `${path}: expected an ONNX model, found what ONNX Runtime cannot open`, {
            kind: 'usage',
            hint: 'One file with its weights inside is expected.',
            cause,
        });
    }
}
async function run(session, feeds, output, path) {
    let results;
    try {
        results = await session.run(feeds, [output]);
    }
    catch (cause) {
        throw failed(path, 'an embedding, found an error of ONNX Runtime', cause);
    }
    const embedding = results[output];
    if (embedding === undefined)
        throw failed(path, 'an embedding, found none');
    return embedding;
}
function failed(path, expected, cause) {
    return new MillraceError('model-failed', `${path}: expected ${expected}`, { cause });
}
//# sourceMappingURL=onnx-encoder.js.map