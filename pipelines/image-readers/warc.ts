import { hash } from 'node:crypto';
import { z } from 'zod';
import { openCursor } from '../formats/byte-cursor.ts';
import { type GzipMembers, openGzipMembers } from '../formats/gzip-members.ts';
import { charsetOf } from '../formats/http-content.ts';
import { problemAlone } from '../formats/problem-alone.ts';
import { oneSpelling } from '../formats/warc-records.ts';
import { type WarcResponse, warcResponses } from '../formats/warc-responses.ts';
import { isProblem, type Problem, type ReadLimits } from '../reader.ts';
import { decodeText } from '../readers/charset.ts';
import { compressionOf } from '../readers/decompression.ts';
import { declaredInHtml } from '../readers/html-charset.ts';
import { isDataUrl } from './data-url.ts';
import { captions, dataUrlContent, pairOf } from './html.ts';
import { inImageChunks } from './image-chunks.ts';
import type { ImageReader, ImageReaderInput, SourceImage } from './image-reader.ts';
import { pageImages } from './page-images.ts';

const options = z.strictObject({ captions });

type Options = z.output<typeof options>;

/**
 * WARC files: each `<img>` of their pages with its text, where the image itself is in the same file, before the page or
 * after it. Reads the file twice, and gives of images no more bytes than `expansionRatio` times its own. Compressed ones need a gzip member for each record, as the standard recommends.
 */
export const warc: ImageReader<Options> = {
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

async function* pairs(input: ImageReaderInput, options: Options, limits: ReadLimits): AsyncGenerator<SourceImage> {
  if ((compressionOf(input.key) ?? 'gzip') !== 'gzip')
    return yield { source: input.key, problem: 'unsupported-compression' };
  const images = { ...(await indexImages(input, limits)), given: 0 };
  const { cursor } = openBytes(input, filePieces(input, 0), limits);
  try {
    for await (const record of warcResponses(cursor, limits)) {
      const source = `${input.key}:${record.number}`;
      if (isProblem(record)) yield { source, ...problemAlone(record) };
      else if (record.kind === 'page') yield* pairsOfPage(record, source, images, input, options, limits);
    }
  } finally {
    await cursor.close();
  }
}

async function* pairsOfPage(
  record: WarcResponse,
  source: string,
  images: GivenImages,
  input: ImageReaderInput,
  options: Options,
  limits: ReadLimits,
): AsyncGenerator<SourceImage> {
  const content = await record.content();
  if (isProblem(content)) return yield { source, ...content };
  const charset = charsetOf(record.contentType) ?? declaredInHtml(content);
  const page = record.target ?? source;
  for (const [index, image] of pageImages(decodeText(content, charset).text, options.captions).entries()) {
    const bytes =
      image.src !== null && isDataUrl(image.src)
        ? dataUrlContent(image.src, limits)
        : await storedImage(
            image.src === null ? undefined : oneSpelling(image.src, record.target),
            images,
            input,
            limits,
          );
    yield pairOf(image, bytes, { source: `${source}:${index + 1}`, page, label: null });
  }
}

/** Where the image of an address begins in the file; undefined where that is within a gzip member. */
interface ImageIndex {
  readonly places: ReadonlyMap<string, number | undefined>;
  readonly full: boolean;
}

/** Bytes of images that were `given` so far: pages may show one again and again. */
type GivenImages = ImageIndex & { given: number };

/** An address by 128 bits of its SHA-256: addresses may be long, and many. */
function keyOf(address: string): string {
  return hash('sha256', address, 'buffer').toString('latin1', 0, 16);
}

/** The first pass: of each address the first image. Memory: about 100 bytes for each of at most 500,000 addresses. */
async function indexImages(input: ImageReaderInput, limits: ReadLimits): Promise<ImageIndex> {
  const places = new Map<string, number | undefined>();
  let full = false;
  const { cursor, members } = openBytes(input, input.pieces, limits, true);
  for await (const record of warcResponses(cursor, limits)) {
    // Asked of each record, so that the members before it are forgotten.
    const start = isProblem(record) ? undefined : members?.startOf(record.offset);
    if (isProblem(record) || record.kind !== 'image' || record.target === undefined) continue;
    if (record.target.length > maxAddress) continue;
    const key = keyOf(record.target);
    if (places.has(key)) continue;
    if (places.size >= maxIndexed) full = true;
    else places.set(key, members === undefined ? record.offset : start);
  }
  await cursor.close();
  return { places, full };
}

async function storedImage(
  address: string | undefined,
  images: GivenImages,
  input: ImageReaderInput,
  limits: ReadLimits,
): Promise<Uint8Array | Problem> {
  const { places, full } = images;
  const { recordBytes, expansionRatio } = limits;
  const key = address === undefined ? '' : keyOf(address);
  if (!places.has(key)) {
    return full ? { problem: 'image-index-full', limit: maxIndexed } : { problem: 'missing-image' };
  }
  const offset = places.get(key);
  if (offset === undefined) return { problem: 'image-within-member' };
  if (images.given > Math.max(recordBytes, expansionRatio * input.fileBytes))
    return { problem: 'expansion-ratio', value: Math.ceil(images.given / input.fileBytes), limit: expansionRatio };
  const { cursor } = openBytes(input, filePieces(input, offset), limits);
  const record = (await warcResponses(cursor, limits).next()).value;
  const found = record === undefined || isProblem(record) ? record : await record.content();
  await cursor.close();
  if (found === undefined) return { problem: 'missing-image' };
  if (isProblem(found)) return problemAlone(found);
  images.given += found.length;
  return found;
}

function openBytes(input: ImageReaderInput, pieces: AsyncIterable<Uint8Array>, limits: ReadLimits, keepStarts = false) {
  const members: GzipMembers | undefined =
    compressionOf(input.key) === 'gzip' ? openGzipMembers(pieces, limits, keepStarts) : undefined;
  return { cursor: openCursor(members === undefined ? pieces : members.bytes), members };
}

async function* filePieces({ fileBytes, range }: ImageReaderInput, from: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < fileBytes; at += pieceBytes) yield range(at, Math.min(fileBytes, at + pieceBytes));
}
