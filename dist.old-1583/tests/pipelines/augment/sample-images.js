import { augment } from '../../../pipelines/augment/augment.js';
import { augmentationOf } from '../../../pipelines/augment/registry.js';
/** A picture of gradients and stripes, other for each `kind`. */
export function picture(width, height, kind = 0) {
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i++) {
        const x = i % width;
        const y = Math.floor(i / width);
        data.set([(x * 255) / width, (y * 255) / height, ((x * 7 + y * 13 + kind * 31) % 64) * 4], i * 3);
    }
    return { data, width, height };
}
/** A black picture where the pixels of `box` are white. */
export function painted(width, height, box) {
    const data = new Uint8Array(width * height * 3);
    for (let y = box.y; y < box.y + box.height; y++) {
        data.fill(255, (y * width + box.x) * 3, (y * width + box.x + box.width) * 3);
    }
    return { data, width, height };
}
/** A step with the defaults that the recipe would fill in. */
export function stepOf(name, parameters = {}) {
    return { name, parameters: augmentationOf(name)?.parameters.parse(parameters) };
}
/** What `augment` gives, where no step needs to wait. */
export function augmentNow(steps, image, key = {}) {
    const result = augment(steps, image, { seed: 1, recordId: 'r', epoch: 0, ...key });
    if (result instanceof Promise)
        throw new Error('expected an image, found a promise');
    return result;
}
//# sourceMappingURL=sample-images.js.map