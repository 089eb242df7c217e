import { isSrgbProfile } from './colour-profile.js';
import { decodeProblem, problem } from './decode-problem.js';
import { isImageProblem } from './image-view.js';
import { isAnimatedPng } from './png-chunks.js';
import { decodableFormats, defaultMaxPixels, mostSidePixels, openEncoded } from './safe-sharp.js';
import { captionSignals, pixelSignals } from './signals.js';
import { sniffFormat } from './sniff-format.js';
/**
 * The view of an image, decoded by sharp. Opens nothing until it is asked.
 *
 * Problems: `unknown-format`, `format-not-supported` (a known format outside {@link decodableFormats}), `not-decodable`,
 * `truncated`, `too-many-pixels` and `too-large` (value, limit). Any warning of a codec is a problem: half an image is none.
 */
export function openImageView(sample, options = {}) {
    const maxPixels = options.maxPixels ?? defaultMaxPixels;
    const { bytes } = sample;
    let header;
    let pixels;
    let signals;
    const view = {
        sample,
        header: () => {
            header ??= readHeader(bytes);
            return header;
        },
        pixels: () => {
            pixels ??= options.sameAs?.pixels() ?? decode(view, maxPixels);
            return pixels;
        },
        signals: () => {
            signals ??= options.sameAs?.signals() ?? measure(view);
            return signals;
        },
    };
    return view;
}
async function readHeader(bytes) {
    const format = sniffFormat(bytes);
    if (format === null)
        return problem('unknown-format');
    if (!decodableFormats.has(format))
        return problem('format-not-supported');
    try {
        return toHeader(format, bytes, await (await openEncoded(bytes)).metadata());
    }
    catch {
        return decodeProblem(format, bytes);
    }
}
function toHeader(format, bytes, metadata) {
    const { width, height } = metadata.autoOrient;
    return {
        format,
        width,
        height,
        frames: format === 'png' && isAnimatedPng(bytes) ? 2 : (metadata.pages ?? 1),
        depth: metadata.bitsPerSample ?? depths[metadata.depth] ?? 8,
        colourSpace: metadata.space,
        hasAlpha: metadata.hasAlpha,
        orientation: metadata.orientation ?? 1,
        profile: metadata.icc === undefined ? 'none' : isSrgbProfile(metadata.icc) ? 'srgb' : 'other',
    };
}
const depths = {
    ...{ uchar: 8, char: 8, ushort: 16, short: 16, uint: 32, int: 32, float: 32 },
    ...{ complex: 64, double: 64, dpcomplex: 128 },
};
async function decode(view, maxPixels) {
    const header = await view.header();
    if (isImageProblem(header))
        return header;
    const longer = Math.max(header.width, header.height);
    if (longer > mostSidePixels)
        return { problem: 'too-large', value: longer, limit: mostSidePixels };
    const count = header.width * header.height;
    if (count > maxPixels)
        return { problem: 'too-many-pixels', value: count, limit: maxPixels };
    try {
        const pipeline = await openEncoded(view.sample.bytes);
        const { data, info } = await pipeline
            .autoOrient()
            .flatten({ background: '#ffffff' })
            .toColourspace('srgb')
            .raw({ depth: 'uchar' })
            .toBuffer({ resolveWithObject: true });
        return info.channels === 3 ? { data, width: info.width, height: info.height } : problem('not-decodable');
    }
    catch {
        return decodeProblem(header.format, view.sample.bytes);
    }
}
async function measure(view) {
    const pixels = await view.pixels();
    if (isImageProblem(pixels))
        return pixels;
    return {
        ...pixelSignals(pixels),
        ...(await captionSignals(view.sample.caption)),
        textSimilarity: view.sample.textSimilarity ?? null,
    };
}
//# sourceMappingURL=open-image-view.js.map