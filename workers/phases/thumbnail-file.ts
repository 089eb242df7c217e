import { makeThumbnail } from '../../pipelines/images/thumbnail.ts';
import type { ThumbnailSample } from '../../quality/thumbnail-sample.ts';
import type { Thumbnail } from '../../shards/thumbnails.ts';

/** File kind, among a job's outputs, of thumbnails of some of its images. */
export const thumbnailsKind = 'thumbnails';

/** Makes an image's thumbnail and adds it, where the sample wants it. */
export async function offerThumbnail(
  sample: ThumbnailSample,
  place: Omit<Thumbnail, 'width' | 'height' | 'image'>,
  bytes: Uint8Array,
): Promise<void> {
  if (sample.wants(place)) sample.add({ ...place, ...(await makeThumbnail(bytes)) });
}

/** Thumbnails as bytes of an intermediate: equal ones give equal bytes. */
export function encodeThumbnails(thumbnails: readonly Thumbnail[]): Uint8Array {
  const rows = thumbnails.map(({ image, ...row }) => ({ ...row, image: Buffer.from(image).toString('base64') }));
  return Buffer.from(JSON.stringify(rows));
}

/** What {@link encodeThumbnails} made. */
export function decodeThumbnails(bytes: Uint8Array): readonly Thumbnail[] {
  const rows = JSON.parse(new TextDecoder().decode(bytes)) as (Omit<Thumbnail, 'image'> & { readonly image: string })[];
  return rows.map((row) => ({ ...row, image: Buffer.from(row.image, 'base64') }));
}
