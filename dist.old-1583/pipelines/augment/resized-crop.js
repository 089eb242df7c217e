import { openResampler } from '../images/resample.js';
/** The part `box` of an image, resampled to `size`. */
export function resizedCrop(pixels, box, size, filter) {
    shared ??= openResampler();
    const data = new Uint8Array(size.width * size.height * 3);
    shared.resample(pixels, box, size, filter, false, data);
    return { data, width: size.width, height: size.height };
}
let shared;
//# sourceMappingURL=resized-crop.js.map