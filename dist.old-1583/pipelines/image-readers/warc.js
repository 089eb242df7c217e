import { hash } from 'node:crypto';
import { z } from 'zod';
import { openCursor } from '../formats/byte-cursor.js';
import { openGzipMembers } from '../formats/gzip-members.js';
import { charsetOf } from '../formats/http-content.js';
import { problemAlone } from '../formats/problem-alone.js';
import { oneSpelling } from '../formats/warc-records.js';
import { warcResponses } from '../formats/warc-responses.js';
import { isProblem } from '../reader.js';
import { decodeText } from '../readers/charset.js';
import { compressionOf } from '../readers/decompression.js';
import { declaredInHtml } from '../readers/html-charset.js';
import { isDataUrl } from './data-url.js';
import { captions, dataUrlContent, pairOf } from './html.js';
import { inImageChunks } from './image-chunks.js';
import { pageImages } from './page-images.js';
const options = z.strictObject({ captions });
/**
 * WARC files: each `<img>` of their pages with its text, where the image itself is in the same file, before the page or
 * after it. Reads the file twice. Compressed ones need a gzip member for each record, as the standard recommends.
 */
export const warc = {
    format: 'warc',
    summary: 'WARC files (.warc, .warc.gz): each image of a page with its text, where the file holds both.',
    options,
    namesImagesElsewhere: true,
    splitsAtLines: () => false,
    images: (input, options, limits) => inImageChunks(pairs(input, options, limits)),
};
const pieceBytes = 1 << 20;
const maxIndexed = 500_000;
const maxAddress = 2048;
async function* pairs(input, options, limits) {
    if ((compressionOf(input.key) ?? 'gzip') !== 'gzip')
        return yield { source: input.key, problem: 'unsupported-compression' };
    const images = await indexImages(input, limits);
    const { cursor } = openBytes(input, filePieces(input, 0), limits);
    try {
        for await (const record of warcResponses(cursor, limits)) {
            const source = `${input.key}:${record.number}`;
            if (isProblem(record))
                yield { source, ...problemAlone(record) };
            else if (record.kind === 'page')
                yield* pairsOfPage(record, source, images, input, options, limits);
        }
    }
    finally {
        await cursor.close();
    }
}
async function* pairsOfPage(record, source, images, input, options, limits) {
    const content = await record.content();
    if (isProblem(content))
        return yield { source, ...content };
    const charset = charsetOf(record.contentType) ?? declaredInHtml(content);
    const page = record.target ?? source;
    for (const [index, image] of pageImages(decodeText(content, charset).text, options.captions).entries()) {
        const bytes = image.src !== null && isDataUrl(image.src)
            ? dataUrlContent(image.src, limits)
            : await storedImage(image.src === null ? undefined : oneSpelling(image.src, record.target), images, input, limits);
        yield pairOf(image, bytes, { source: `${source}:${index + 1}`, page, label: null });
    }
}
/** An address by 128 bits of its SHA-256: addresses may be long, and many. */
function keyOf(address) {
    return hash('sha256', address, 'buffer').toString('latin1', 0, 16);
}
/** The first pass: of each address the first image. Memory: about 100 bytes for each of at most 500,000 addresses. */
async function indexImages(input, limits) {
    const places = new Map();
    let full = false;
    const { cursor, members } = openBytes(input, input.pieces, limits, true);
    for await (const record of warcResponses(cursor, limits)) {
        // Asked of each record, so that the members before it are forgotten.
        const start = isProblem(record) ? undefined : members?.startOf(record.offset);
        if (isProblem(record) || record.kind !== 'image' || record.target === undefined)
            continue;
        if (record.target.length > maxAddress)
            continue;
        const key = keyOf(record.target);
        if (places.has(key))
            continue;
        if (places.size >= maxIndexed)
            full = true;
        else
            places.set(key, members === undefined ? record.offset : start);
    }
    await cursor.close();
    return { places, full };
}
async function storedImage(address, { places, full }, input, limits) {
    const key = address === undefined ? '' : keyOf(address);
    if (!places.has(key)) {
        return full ? { problem: 'image-index-full', limit: maxIndexed } : { problem: 'missing-image' };
    }
    const offset = places.get(key);
    if (offset === undefined)
        return { problem: 'image-within-member' };
    const { cursor } = openBytes(input, filePieces(input, offset), limits);
    const record = (await warcResponses(cursor, limits).next()).value;
    const found = record === undefined || isProblem(record) ? record : await record.content();
    await cursor.close();
    if (found === undefined)
        return { problem: 'missing-image' };
    return isProblem(found) ? problemAlone(found) : found;
}
function openBytes(input, pieces, limits, keepStarts = false) {
    const members = compressionOf(input.key) === 'gzip' ? openGzipMembers(pieces, limits, keepStarts) : undefined;
    return { cursor: openCursor(members === undefined ? pieces : members.bytes), members };
}
async function* filePieces({ fileBytes, range }, from) {
    for (let at = from; at < fileBytes; at += pieceBytes)
        yield range(at, Math.min(fileBytes, at + pieceBytes));
}
//# sourceMappingURL=warc.js.map