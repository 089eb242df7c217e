import { basename, dirname } from 'node:path/posix';
import { z } from 'zod';
import { openCursor } from '../formats/byte-cursor.js';
import { decodeStrictly, parseJsonObject } from '../formats/json-object.js';
import { problemAlone } from '../formats/problem-alone.js';
import { tarMembers } from '../formats/tar-members.js';
import { isProblem } from '../reader.js';
import { decompress } from '../readers/decompression.js';
import { inImageChunks } from './image-chunks.js';
import { readImageColumns } from './image-columns.js';
import { tarSamples } from './webdataset.js';
const options = z.strictObject({
    id: z
        .string()
        .optional()
        .describe('`key` for the sample’s key, or a key of the `.json` part; without it ids come from the place.'),
    label: z
        .string()
        .optional()
        .describe('`cls`, `folder`, or a key of the `.json` part. Without it: the `.cls` part, else `label` of `.json`.'),
    caption: z
        .string()
        .optional()
        .describe('Key of the `.json` part. Without it: the `.txt` part, else `caption` of `.json`.'),
    boxes: z.string().default('boxes').describe('Key of the `.json` part that holds the boxes.'),
    metadata: z.array(z.string()).default([]).describe('Keys of the `.json` part to keep as metadata.'),
});
/** Tars of images, plain or compressed: WebDataset samples, or pictures in folders. */
export const tar = {
    format: 'tar',
    summary: 'Tars (.tar, .tar.gz, .tar.zst): WebDataset samples, or pictures in folders.',
    options,
    splitsAtLines: () => false,
    images: (input, options, limits) => inImageChunks(tarImages(input, options, limits)),
};
async function* tarImages(input, options, limits) {
    const cursor = openCursor(decompress(input.key, input.pieces, limits));
    try {
        for await (const sample of tarSamples(tarMembers(cursor, limits), limits.recordBytes)) {
            yield* imagesOf(sample, input.key, options);
        }
    }
    finally {
        await cursor.close();
    }
}
const imageExtension = /(^|\.)(jpe?g|jfif|png|webp|gif|avif|hei[cf]|tiff?|bmp|ico|jxl|jp2|psd|svg|p[bgnp]m)$/;
const textParts = new Set(['txt', 'cls', 'json']);
/** A record of each image of a sample, and of each member that cannot be read; one where a text part is wrong. */
function* imagesOf(sample, key, options) {
    // Tars may hold a name twice, so the number is what makes the place one.
    const place = ({ name, number }) => name === '' ? `${key}:${number}` : `${key}/${name}:${number}`;
    if (sample.problem !== undefined)
        return yield { source: place(sample.first), ...sample.problem };
    const texts = sample.members.filter((member) => textParts.has(member.extension));
    const read = readTexts(texts, sample, options);
    if ('of' in read)
        return yield { source: place(read.of), ...read.why };
    const several = sample.members.filter(isImage).length > 1;
    let given = 0;
    for (const member of sample.members) {
        if (texts.includes(member))
            continue;
        if (isProblem(member)) {
            yield { source: place(member), ...problemAlone(member) };
            given++;
        }
        else if (isImage(member)) {
            const id = several && read.id !== null ? `${read.id}.${member.extension}` : read.id;
            const label = options.label === 'folder' ? folderOf(member.name) : read.label;
            yield { ...read, id, label, bytes: member.bytes, source: place(member) };
            given++;
        }
    }
    if (given === 0)
        yield { source: place(sample.first), problem: 'missing-image' };
}
function isImage({ extension }) {
    return extension === '' || imageExtension.test(extension);
}
function folderOf(name) {
    const folder = basename(dirname(name));
    return folder === '' || folder === '.' ? null : folder;
}
/** What the text parts of a sample say, or which of them is wrong. */
function readTexts(members, { key }, options) {
    const texts = new Map();
    for (const member of members) {
        const text = isProblem(member) ? member : decodeStrictly(member.bytes);
        if (typeof text !== 'string')
            return { of: member, why: problemAlone(text) };
        texts.set(member.extension, text);
    }
    const json = members.find((member) => member.extension === 'json');
    const line = texts.get('json');
    const parsed = line === undefined ? { row: {} } : parseJsonObject(line);
    const [cls, txt] = [texts.get('cls')?.trim(), texts.get('txt')?.trim()];
    const columns = {
        ...options,
        id: options.id === 'key' ? undefined : options.id,
        label: options.label === undefined && cls === undefined ? 'label' : jsonKey(options.label),
        caption: options.caption ?? (txt === undefined ? 'caption' : undefined),
    };
    const read = isProblem(parsed) ? parsed : readImageColumns(parsed.row, columns, line ?? '');
    if (isProblem(read))
        return { of: json ?? members[0], why: read };
    return {
        ...read,
        id: options.id === 'key' ? key : read.id,
        label: options.label === undefined || options.label === 'cls' ? (cls ?? read.label) : read.label,
        caption: options.caption === undefined ? (txt ?? read.caption) : read.caption,
    };
}
function jsonKey(label) {
    return label === 'cls' || label === 'folder' ? undefined : label;
}
//# sourceMappingURL=tar.js.map