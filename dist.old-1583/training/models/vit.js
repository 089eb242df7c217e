import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
import { attention } from '../layers/attention.js';
import { gelu } from '../layers/gelu.js';
import { layerNorm } from '../layers/layer-norm.js';
import { linear } from '../layers/linear.js';
import { patchesOf } from '../layers/patches.js';
const parameters = z.strictObject({
    patch: z.int().min(1).max(1024).default(16).describe('Side of a patch in pixels; divides the sides of the image.'),
    layers: z.int().min(0).max(256).default(4).describe('Transformer blocks.'),
    heads: z.int().min(1).max(256).default(4).describe('Attention heads of a block; divides width.'),
    width: z.int().min(1).max(16384).default(128).describe('Width of a state.'),
    mlpRatio: z
        .number()
        .positive()
        .max(64)
        .default(4)
        .describe('Width of the feed-forward network over that of a state.'),
    pool: z
        .enum(['mean', 'cls'])
        .default('mean')
        .describe('What stands for the image: the mean of its patches, or a token of its own, as in the paper.'),
});
/** As Hugging Face's ViT has it. */
const epsilon = 1e-12;
const maxPatches = 2 ** 14;
/** Loud enough beside a patch of about 1 that the first steps can tell places apart; the paper's 0.02 takes longer. */
const placeDeviation = 0.3;
/**
 * An encoder of patches with the weight names and shapes of Hugging Face's `ViTForImageClassification`, which reads the
 * weights where `pool` is `cls`.
 */
export const vit = {
    name: 'vit',
    reads: 'images',
    summary: 'A transformer over the patches of an image: the Vision Transformer.',
    citation: 'Dosovitskiy et al., An Image is Worth 16x16 Words, 2021',
    parameters,
    build,
};
function build(parameters, size) {
    const { layers, heads, width, pool } = parameters;
    checkSizes(parameters, size);
    const patches = patchCount(parameters, size);
    const length = pool === 'cls' ? patches + 1 : patches;
    return {
        reads: 'images',
        weights: weightsOf(parameters, length),
        width,
        pooled: (forward, pixels, samples) => {
            let x = embed(forward, pixels, { parameters, size, samples, patches });
            for (let layer = 0; layer < layers; layer++) {
                x = block(forward, `vit.encoder.layer.${layer}`, x, { samples, length, heads });
            }
            if (pool === 'cls')
                return normed(forward, 'vit.layernorm', firstOf(forward, x, samples, length));
            const states = normed(forward, 'vit.layernorm', x).reshape([samples, length, width]);
            return forward.tf.mean(states, 1);
        },
    };
}
function checkSizes({ patch, heads, width }, size) {
    if (width % heads !== 0) {
        throw wrong(`expected a width that ${heads} heads divide, found ${width}`, `Set width to a multiple of ${heads}.`);
    }
    if (size.width % patch !== 0 || size.height % patch !== 0) {
        const sides = `${size.width} × ${size.height}`;
        const expected = `expected images whose sides are multiples of a patch of ${patch} pixels`;
        throw wrong(`${expected}, found ${sides}`, 'Set patch to a divisor of both sides, or size to another side.');
    }
    const patches = (size.width / patch) * (size.height / patch);
    if (patches > maxPatches) {
        throw wrong(`expected at most ${maxPatches} patches of an image, found ${patches}`, 'Set a larger patch.');
    }
}
function patchCount({ patch }, { width, height }) {
    return (width / patch) * (height / patch);
}
function wrong(message, hint) {
    return new MillraceError('model-parameters', message, { kind: 'usage', hint });
}
/** [samples·length, width]: each patch by one linear map, after the class token where there is one, and its place. */
function embed(forward, pixels, { parameters, size, samples, patches }) {
    const { tf, weight } = forward;
    const { patch, width, pool } = parameters;
    const rows = patchesOf(forward, pixels, { samples, ...size, patch });
    // A convolution's kernel [width, 3, patch, patch], turned to the order in which a patch's pixels lie.
    const kernel = tf.transpose(weight(`${projection}.weight`), [2, 3, 1, 0]).reshape([-1, width]);
    const projected = linear(forward, rows, kernel, weight(`${projection}.bias`));
    const tokens = projected.reshape([samples, patches, width]);
    const first = () => tf.tile(weight('vit.embeddings.cls_token'), [samples, 1, 1]);
    const sequence = pool === 'cls' ? tf.concat([first(), tokens], 1) : tokens;
    const placed = tf.add(sequence, weight('vit.embeddings.position_embeddings'));
    return forward.dropout(placed.reshape([-1, width]));
}
/** Attention, then a feed-forward network, each normed before and added to what came in. */
function block(forward, name, x, shape) {
    const { tf, dropout } = forward;
    const mixed = mix(forward, `${name}.attention.attention`, normed(forward, `${name}.layernorm_before`, x));
    const attended = attention(forward, mixed, undefined, shape);
    const middle = tf.add(x, dropout(project(forward, `${name}.attention.output.dense`, attended)));
    const inner = project(forward, `${name}.intermediate.dense`, normed(forward, `${name}.layernorm_after`, middle));
    return tf.add(middle, dropout(project(forward, `${name}.output.dense`, gelu(forward, inner))));
}
/** Query, key and value side by side: one matrix product in the place of three. */
function mix(forward, name, x) {
    const { tf, weight } = forward;
    const parts = ['query', 'key', 'value'].map((part) => `${name}.${part}`);
    const beside = (kind) => tf.concat(parts.map((part) => weight(`${part}.${kind}`)));
    return linear(forward, x, tf.transpose(beside('weight')), beside('bias'));
}
/** `x` through a layer whose weight lies as PyTorch keeps it, [out, in]. */
function project(forward, name, x) {
    const { tf, weight } = forward;
    return linear(forward, x, tf.transpose(weight(`${name}.weight`)), weight(`${name}.bias`));
}
function normed(forward, name, x) {
    const { weight } = forward;
    return layerNorm(forward, x, weight(`${name}.weight`), weight(`${name}.bias`), epsilon);
}
function firstOf({ tf }, x, samples, length) {
    const states = x.reshape([samples, length, -1]);
    return tf.slice(states, [0, 0, 0], [samples, 1, -1]).reshape([samples, -1]);
}
const projection = 'vit.embeddings.patch_embeddings.projection';
function weightsOf({ patch, layers, width, mlpRatio, pool }, length) {
    const inner = Math.max(1, Math.round(width * mlpRatio));
    const blocks = Array.from({ length: layers }, (_, layer) => `vit.encoder.layer.${layer}`);
    const square = (name) => layer(name, [width, width]);
    return [
        ...(pool === 'cls' ? [embedding('vit.embeddings.cls_token', [1, 1, width], 0.02)] : []),
        embedding('vit.embeddings.position_embeddings', [1, length, width], placeDeviation),
        ...layer(projection, [width, 3, patch, patch]),
        ...blocks.flatMap((name) => [
            ...norm(`${name}.layernorm_before`, width),
            ...['query', 'key', 'value'].flatMap((part) => square(`${name}.attention.attention.${part}`)),
            ...square(`${name}.attention.output.dense`),
            ...norm(`${name}.layernorm_after`, width),
            ...layer(`${name}.intermediate.dense`, [inner, width]),
            ...layer(`${name}.output.dense`, [width, inner]),
        ]),
        ...norm('vit.layernorm', width),
    ];
}
function embedding(name, shape, deviation) {
    return { name, shape, initial: { kind: 'normal', deviation }, decays: true };
}
/** A linear layer with the deviation of Glorot and Bengio 2010, as the paper's code begins. */
function layer(name, shape) {
    const [out, ...into] = shape;
    const deviation = Math.sqrt(2 / (into.reduce((product, side) => product * side, 1) + out));
    return [
        { name: `${name}.weight`, shape, initial: { kind: 'normal', deviation }, decays: true },
        { name: `${name}.bias`, shape: [out], initial: { kind: 'zeros' }, decays: false },
    ];
}
function norm(name, width) {
    return [
        { name: `${name}.weight`, shape: [width], initial: { kind: 'ones' }, decays: false },
        { name: `${name}.bias`, shape: [width], initial: { kind: 'zeros' }, decays: false },
    ];
}
//# sourceMappingURL=vit.js.map