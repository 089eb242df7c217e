import { z } from 'zod';
import { isProblem } from '../reader.js';
import { decodeText } from '../readers/charset.js';
import { charset, folderLabel, labelOf } from '../readers/file-options.js';
import { declaredInHtml } from '../readers/html-charset.js';
import { wholeFile } from '../readers/whole-file.js';
import { decodeDataUrl, isDataUrl } from './data-url.js';
import { inImageChunks } from './image-chunks.js';
import { captionSources, pageImages } from './page-images.js';
/** Option of formats that find an image's text in a page. */
export const captions = z
    .array(z.enum(captionSources))
    .default([...captionSources])
    .describe('Where an image’s text is looked for, the first that has any wins.');
const options = z.strictObject({ label: folderLabel, charset, captions });
/** HTML pages: each `<img>` with its text. Images are `data:` URLs, or files beside the page; nothing is fetched. */
export const html = {
    format: 'html',
    summary: 'HTML pages: each image with its text; images are files beside the page, or `data:` URLs.',
    options,
    namesImagesElsewhere: true,
    splitsAtLines: () => false,
    images: (input, options, limits) => inImageChunks(imagesOfPage(input, options, limits)),
    referencedPaths: (input, options, limits) => pathsOfPage(input, options, limits),
};
async function readPage(input, options, limits) {
    for await (const [frame] of wholeFile(input, limits)) {
        if (frame === undefined)
            continue;
        if (isProblem(frame))
            return frame;
        const page = decodeText(frame.bytes, options.charset ?? declaredInHtml(frame.bytes)).text;
        return pageImages(page, options.captions);
    }
    return [];
}
async function* imagesOfPage(input, options, limits) {
    const page = await readPage(input, options, limits);
    if (isProblem(page))
        return yield page;
    const label = labelOf(options, input);
    for (const [index, image] of page.entries()) {
        const bytes = await contentOf(image.src, (path) => input.references.read(path), limits);
        yield pairOf(image, bytes, { source: `${input.key}:${index + 1}`, page: input.key, label });
    }
}
async function* pathsOfPage(input, options, limits) {
    const page = await readPage(input, options, limits);
    if (isProblem(page))
        return;
    for (const { src } of page) {
        const path = src === null ? undefined : localPath(src);
        if (path !== undefined)
            yield path;
    }
}
/** An image of a page as a record, or why it is none. */
export function pairOf(image, bytes, { source, page, label }) {
    if (isProblem(bytes))
        return { source, ...bytes };
    const metadata = image.alt === null ? { page } : { page, alt: image.alt };
    return { id: null, bytes, source, label, caption: image.caption, boxes: [], metadata };
}
async function contentOf(src, read, limits) {
    if (src !== null && isDataUrl(src))
        return dataUrlContent(src, limits);
    const path = src === null ? undefined : localPath(src);
    return path === undefined ? { problem: 'missing-image' } : read(path);
}
export function dataUrlContent(src, { recordBytes }) {
    const bytes = decodeDataUrl(src);
    if (bytes === undefined)
        return { problem: 'invalid-data-url' };
    return bytes.length > recordBytes ? { problem: 'record-too-large', value: bytes.length, limit: recordBytes } : bytes;
}
/** The path of a file beside the page that an address names; undefined for addresses elsewhere. */
function localPath(src) {
    if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(src))
        return undefined;
    const path = src.replace(/[?#].*$/s, '');
    if (path === '')
        return undefined;
    try {
        return decodeURIComponent(path);
    }
    catch {
        return path;
    }
}
//# sourceMappingURL=html.js.map