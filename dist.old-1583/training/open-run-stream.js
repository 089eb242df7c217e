import { evaluationSteps } from '../pipelines/augment/step-sizes.js';
import { openImageStream } from '../streaming/open-image-stream.js';
import { openStream } from '../streaming/open-stream.js';
import { objectiveOf } from './open-run.js';
import { classesOf, readsImages } from './run-config.js';
const mostReaderThreads = 64;
/**
 * A run's stream over a split. Images and documents are augmented for training alone. `from` goes on at a checkpoint's place.
 */
export async function openRunStream({ storage, version, config, threads }, split, use, from) {
    const { settings } = config;
    const classes = classesOf(config);
    const common = {
        ...{ storage, version, split },
        batch: settings.batch,
        seed: settings.seed,
        ...(classes === undefined ? {} : { classes }),
        ...(from === undefined ? {} : { from }),
    };
    if (readsImages(config)) {
        const { augment, normalize } = imageSettings(settings);
        const stream = await openImageStream({
            ...common,
            // Pictures are decoded beside the steps; a text is read by one thread faster than it is learned from.
            threads: Math.min(threads, mostReaderThreads),
            size: config.imageSize,
            augment: use === 'training' ? augment : evaluationSteps(augment),
            normalize: { mean: normalize.mean, deviation: normalize.std },
            labelled: true,
        });
        return { reads: 'images', stream, mixing: use === 'training' ? augment : [] };
    }
    const { content } = objectiveOf(config);
    if (content === 'images')
        throw new Error(`run ${config.run} has no size of images`);
    const cut = settings.objective.parameters['cut'];
    const stream = await openStream({
        ...common,
        content,
        threads: 1,
        ...(content === 'documents' ? { length: config.length } : {}),
        ...(cut === undefined ? {} : { cut }),
        ...(use === 'training' && settings.textAugment.length > 0 ? { augment: settings.textAugment } : {}),
    });
    return { reads: 'tokens', stream };
}
function imageSettings({ name, images }) {
    if (images === null)
        throw new Error(`run ${name} does not say how images become samples`);
    return images;
}
//# sourceMappingURL=open-run-stream.js.map