import { type Frame, isProblem, type Parsed, type Problem, type Reader } from '../../../pipelines/reader.ts';

export const limits = { recordBytes: 1 << 20, expansionRatio: 200 };

/** The bytes in pieces of `pieceBytes`. */
export async function* inPieces(bytes: Uint8Array, pieceBytes = 1 << 16): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}

export async function framesOf(
  reader: Reader<unknown>,
  key: string,
  bytes: Uint8Array,
  { pieceBytes = 1 << 16, ...more }: Partial<typeof limits> & { pieceBytes?: number } = {},
): Promise<Frame[]> {
  const input = { key, firstLine: 1, folder: 'folder', pieces: inPieces(bytes, pieceBytes) };
  const frames: Frame[] = [];
  for await (const chunk of reader.frames(input, { ...limits, ...more })) frames.push(...chunk);
  return frames;
}

/** All records of a file, parsed, each with the place that it comes from. */
export async function readAll(
  reader: Reader<unknown>,
  key: string,
  bytes: Uint8Array,
  options: unknown = {},
  more: Parameters<typeof framesOf>[3] = {},
): Promise<(({ source: string } & Parsed) | ({ source: string } & Problem))[]> {
  const checked = reader.options.parse(options);
  const frames = await framesOf(reader, key, bytes, more);
  return frames.map((frame) => {
    if (isProblem(frame)) return frame;
    return { source: frame.source, ...reader.parse(frame.bytes, { key, folder: 'folder' }, checked, limits) };
  });
}
