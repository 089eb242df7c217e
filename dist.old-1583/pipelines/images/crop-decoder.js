import { MillraceError } from '../../core/errors.js';
import { isImageProblem } from './image-view.js';
import { readJpegHeader } from './jpeg/jpeg-header.js';
import { openJpegDecoder } from './jpeg/open-jpeg-decoder.js';
import { openImageView } from './open-image-view.js';
import { openResampler } from './resample.js';
import { defaultMaxPixels } from './safe-sharp.js';
/** One for each thread: it holds the memory that its largest image needed. */
export function openCropDecoder() {
    const jpeg = openJpegDecoder();
    const besideJpeg = openResampler(jpeg);
    const alone = openResampler();
    return {
        sizeOf(bytes) {
            const header = knownHeader(bytes);
            return header === null ? shownSides(bytes) : { width: header.width, height: header.height };
        },
        decodeCrop(bytes, box, size, filter, flip, out) {
            const header = knownHeader(bytes);
            if (header !== null) {
                const region = regionOf(box, header);
                const scale = scaleFor(box, size, filter);
                const decoded = jpeg.decode(bytes, header, region, scale);
                if (decoded !== null) {
                    const x = box.x / scale - decoded.left;
                    const y = box.y / scale - decoded.top;
                    const part = { x, y, width: box.width / scale, height: box.height / scale };
                    return besideJpeg.resample(decoded, part, size, filter, flip, out);
                }
            }
            return shownPixels(bytes).then((pixels) => alone.resample(pixels, box, size, filter, flip, out));
        },
        decode(bytes) {
            const header = knownHeader(bytes);
            if (header === null)
                return shownPixels(bytes);
            const { width, height } = header;
            const decoded = jpeg.decode(bytes, header, { left: 0, top: 0, width, height }, 1);
            return decoded === null ? shownPixels(bytes) : { data: jpeg.copy(decoded), width, height };
        },
    };
}
/** Null for what only sharp knows: other formats and kinds of JPEG, and pictures that are shown turned or mirrored. */
function knownHeader(bytes) {
    const header = readJpegHeader(bytes);
    return header === null || header.orientation !== 1 ? null : header;
}
function regionOf(box, { width, height }) {
    const whole = [box.x, box.y, box.width, box.height].every(Number.isInteger);
    const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    if (!whole || !inside || box.width < 1 || box.height < 1) {
        throw new RangeError(`box ${JSON.stringify(box)} is not in an image of ${width}×${height}`);
    }
    return { left: box.x, top: box.y, width: box.width, height: box.height };
}
function scaleFor(box, size, filter) {
    if (filter !== 'bilinear' && filter !== 'box')
        return 1;
    const room = Math.min(box.width / size.width, box.height / size.height);
    return room >= 8 ? 8 : room >= 4 ? 4 : room >= 2 ? 2 : 1;
}
async function shownSides(bytes) {
    const header = await viewOf(bytes).header();
    if (isImageProblem(header))
        throw badImage(header.problem);
    return { width: header.width, height: header.height };
}
async function shownPixels(bytes) {
    const pixels = await viewOf(bytes).pixels();
    if (isImageProblem(pixels))
        throw badImage(pixels.problem);
    return pixels;
}
function viewOf(bytes) {
    const sample = { id: '', bytes, format: null, source: '', label: null, caption: null, boxes: [], metadata: {} };
    // What a recipe may allow at most; that of this version allowed it.
    return openImageView(sample, { maxPixels: 4 * defaultMaxPixels });
}
function badImage(problem) {
    return new MillraceError('bad-image', `expected an image that can be decoded, found: ${problem}`);
}
//# sourceMappingURL=crop-decoder.js.map