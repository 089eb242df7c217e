import { clipPixels } from './clip-pixels.js';
import { openOnnxEncoder, unsupported } from './onnx-encoder.js';
import { loadOnnxRuntime } from './onnx-runtime.js';
/**
 * The image half of a CLIP model: one input of float32 [1, 3, size, size], output `image_embeds` or the only one.
 *
 * @throws MillraceError `model-invalid`, `model-unsupported`, `onnx-runtime-missing`
 */
export async function openImageEncoder(path, picture) {
    const encoder = await openOnnxEncoder(path, 'image_embeds');
    const [input, ...others] = encoder.inputs;
    const dims = [1, 3, picture.size, picture.size];
    if (input === undefined || others.length > 0 || input.type !== 'float32' || !fits(input.shape ?? [], dims)) {
        await encoder.close();
        throw unsupported(path, `one input of float32[${dims.join(', ')}]`, encoder.inputs);
    }
    const { Tensor } = await loadOnnxRuntime();
    return {
        embed: (pixels) => encoder.embed({ [input.name]: new Tensor('float32', clipPixels(pixels, picture), dims) }),
        close: () => encoder.close(),
    };
}
/** Whether a shape with free sides, or none at all, takes `dims`. */
function fits(shape, dims) {
    if (shape.length === 0)
        return true;
    return shape.length === dims.length && shape.every((side, i) => typeof side === 'string' || side === dims[i]);
}
//# sourceMappingURL=image-encoder.js.map