import assert from 'node:assert/strict';
import { isImageProblem } from '../../../pipelines/images/image-view.js';
import { openImageView } from '../../../pipelines/images/open-image-view.js';
import { sniffFormat } from '../../../pipelines/images/sniff-format.js';
export function imageSample(bytes, more = {}) {
    const format = sniffFormat(bytes);
    return { id: 'a', bytes, format, source: 'a', label: null, caption: null, boxes: [], metadata: {}, ...more };
}
export function imageView(bytes, more = {}) {
    return openImageView(imageSample(bytes, more));
}
/** The pixels of bytes that can be decoded. */
export async function pixelsOf(bytes) {
    const pixels = await imageView(bytes).pixels();
    assert.ok(!isImageProblem(pixels), JSON.stringify(pixels));
    return pixels;
}
//# sourceMappingURL=image-sample.js.map