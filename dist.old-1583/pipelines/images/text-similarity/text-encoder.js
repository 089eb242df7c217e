import { openOnnxEncoder, unsupported } from './onnx-encoder.js';
import { loadOnnxRuntime } from './onnx-runtime.js';
/**
 * The text half of a CLIP model: `input_ids` and perhaps `attention_mask`, int64 or int32 [1, tokens], output
 * `text_embeds` or the only one. Where the model's length is fixed, ids are filled up with that of the end, masked out.
 * `length`: tokens at most where it is free.
 *
 * @throws MillraceError `model-invalid`, `model-unsupported`, `onnx-runtime-missing`
 */
export async function openTextEncoder(path, tokenizer, length) {
    const encoder = await openOnnxEncoder(path, 'text_embeds');
    const inputs = encoder.inputs.map(toTextInput);
    const fixed = inputs.map((input) => input?.length).find((side) => side !== null);
    if (!inputs.every((input) => input !== null) || !inputs.some((input) => input?.name === 'input_ids')) {
        await encoder.close();
        const expected = 'the inputs input_ids and perhaps attention_mask, int64 or int32 [1, tokens]';
        throw unsupported(path, expected, encoder.inputs);
    }
    const { Tensor } = await loadOnnxRuntime();
    return {
        embed: (caption) => {
            const ids = tokenizer.encode(caption, fixed ?? length);
            const filled = Array.from({ length: fixed ?? ids.length }, (_, i) => ids[i] ?? tokenizer.end);
            const mask = filled.map((_, i) => (i < ids.length ? 1 : 0));
            return encoder.embed(Object.fromEntries(inputs.map(({ name, type }) => [name, toTensor(Tensor, type, name === 'input_ids' ? filled : mask)])));
        },
        close: () => encoder.close(),
    };
}
function toTextInput({ name, type, shape = [] }) {
    if (name !== 'input_ids' && name !== 'attention_mask')
        return null;
    if (type !== 'int32' && type !== 'int64')
        return null;
    const [rows, length] = shape;
    if (shape.length !== 0 && (shape.length !== 2 || (typeof rows === 'number' && rows !== 1)))
        return null;
    if (typeof length !== 'number')
        return { name, type, length: null };
    return length >= 3 && length <= mostTokens ? { name, type, length } : null;
}
/** Tokens of a model's input at most. */
export const mostTokens = 1024;
function toTensor(Tensor, type, values) {
    const data = type === 'int32' ? Int32Array.from(values) : BigInt64Array.from(values, BigInt);
    return new Tensor(type, data, [1, values.length]);
}
//# sourceMappingURL=text-encoder.js.map