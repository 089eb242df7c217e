import { makeThumbnail } from '../../pipelines/images/thumbnail.js';
/** File kind, among a job's outputs, of thumbnails of some of its images. */
export const thumbnailsKind = 'thumbnails';
/** Makes an image's thumbnail and adds it, where the sample wants it. */
export async function offerThumbnail(sample, place, bytes) {
    if (sample.wants(place))
        sample.add({ ...place, ...(await makeThumbnail(bytes)) });
}
/** Thumbnails as bytes of an intermediate: equal ones give equal bytes. */
export function encodeThumbnails(thumbnails) {
    const rows = thumbnails.map(({ image, ...row }) => ({ ...row, image: Buffer.from(image).toString('base64') }));
    return Buffer.from(JSON.stringify(rows));
}
/** What {@link encodeThumbnails} made. */
export function decodeThumbnails(bytes) {
    const rows = JSON.parse(new TextDecoder().decode(bytes));
    return rows.map((row) => ({ ...row, image: Buffer.from(row.image, 'base64') }));
}
//# sourceMappingURL=thumbnail-file.js.map