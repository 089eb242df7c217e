import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
import { linear } from '../layers/linear.js';
import { softCrossEntropySum } from '../layers/soft-cross-entropy.js';
import { checkClasses, classKeys } from './class-keys.js';
const parameters = z.strictObject(classKeys);
/** The class of an image, by a linear head on the model's pooled state. Images without a class are not judged. */
export const classifyImage = {
    name: 'classify-image',
    summary: 'Tell the class of an image from its pixels.',
    content: 'images',
    parameters,
    build,
};
function build(parameters, model, size) {
    const { samples, width, height, classes } = size;
    checkClasses(classes, 'images');
    const logitsOf = (forward, input) => {
        const { tf, weight } = forward;
        const pooled = model.pooled(forward, input('pixels'), samples);
        return linear(forward, pooled, tf.transpose(weight('classifier.weight')), weight('classifier.bias'));
    };
    return {
        reads: 'images',
        samples,
        resize: (samples) => build(parameters, model, { ...size, samples }),
        weights: [
            {
                name: 'classifier.weight',
                shape: [classes.length, model.width],
                initial: { kind: 'normal', deviation: 0.02 },
                decays: true,
            },
            { name: 'classifier.bias', shape: [classes.length], initial: { kind: 'zeros' }, decays: false },
        ],
        inputs: [
            { name: 'pixels', dtype: 'float32', shape: [samples, height, width, 3] },
            { name: 'targets', dtype: 'float32', shape: [samples, classes.length] },
        ],
        collate: (batch, shares) => collate(batch, size, shares),
        lossSum: (forward, input) => softCrossEntropySum(forward, logitsOf(forward, input), input('targets'), parameters.labelSmoothing),
        outputs: (forward, input) => {
            const logits = logitsOf(forward, input);
            return { lossSum: softCrossEntropySum(forward, logits, input('targets'), 0), logits };
        },
    };
}
function collate(batch, size, shares) {
    const { samples, width, height, classes } = size;
    checkImages(batch, size);
    const pixels = new Float32Array(samples * height * width * 3);
    pixels.set(batch.pixels.subarray(0, batch.samples * height * width * 3));
    const targets = new Float32Array(samples * classes.length);
    let count = 0;
    for (let sample = 0; sample < batch.samples; sample++) {
        const start = sample * classes.length;
        const label = batch.labels[sample] ?? -1;
        if (label < 0)
            continue;
        if (shares === undefined)
            targets[start + label] = 1;
        else
            targets.set(shares.subarray(start, start + classes.length), start);
        count++;
    }
    return {
        inputs: {
            pixels: { dtype: 'float32', shape: [samples, height, width, 3], data: pixels },
            targets: { dtype: 'float32', shape: [samples, classes.length], data: targets },
        },
        targets: count,
    };
}
function checkImages({ samples, size, layout, pixels }, expected) {
    const { width, height } = expected;
    const fits = size.width === width && size.height === height && samples <= expected.samples;
    if (fits && layout === 'hwc' && pixels instanceof Float32Array)
        return;
    const kind = pixels instanceof Float32Array ? 'floats' : 'levels';
    throw new MillraceError('batch-shape', `the step takes at most ${expected.samples} images of ${width} × ${height} as floats in hwc, found ${samples} of ${size.width} × ${size.height} as ${kind} in ${layout}`);
}
//# sourceMappingURL=classify-image.js.map