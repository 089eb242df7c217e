import { MillraceError } from '../../../core/errors.js';
import { openClipTokenizer } from './clip-tokenizer.js';
import { openImageEncoder } from './image-encoder.js';
import { readModelFile } from './model-file.js';
import { openTextEncoder } from './text-encoder.js';
import { cosine } from './text-similarity-model.js';
/**
 * Opens a CLIP model, run by ONNX Runtime in WebAssembly, one thread.
 * Memory: about three times the bytes of both ONNX files, in every thread that opens it; a fourth time while it opens.
 *
 * @throws MillraceError `onnx-runtime-missing`, `no-model-file`, `model-invalid`, `model-unsupported`,
 * `tokenizer-invalid`, `tokenizer-unsupported`
 */
export async function openClip(files) {
    const tokenizer = openClipTokenizer(new TextDecoder().decode(await readModelFile(files.tokenizer)));
    const images = await openImageEncoder(files.image, files);
    const texts = await openTextEncoder(files.text, tokenizer, files.length).catch(async (error) => {
        await images.close();
        throw error;
    });
    return {
        similarity: async (pixels, caption) => {
            const a = await images.embed(pixels);
            const b = await texts.embed(caption);
            if (a.length === b.length)
                return cosine(a, b);
            throw new MillraceError('model-unsupported', `${files.image} and ${files.text}: expected embeddings of one width, found ${a.length} and ${b.length}`, { kind: 'usage', hint: 'Both halves must be of one model, with their projections.' });
        },
        close: async () => {
            await images.close();
            await texts.close();
        },
    };
}
//# sourceMappingURL=open-clip.js.map