import assert from 'node:assert/strict';
import { type AnyReader, type Frame, type Parsed, type Problem, parseFrame } from '../../../pipelines/reader.ts';

export const limits = { recordBytes: 1 << 20, expansionRatio: 200 };

/** The bytes in pieces of `pieceBytes`. */
export async function* inPieces(bytes: Uint8Array, pieceBytes = 1 << 16): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}

export async function framesOf(
  reader: AnyReader,
  key: string,
  bytes: Uint8Array,
  { pieceBytes = 1 << 16, options = {}, ...more }: Partial<typeof limits> & ReadSettings = {},
): Promise<Frame[]> {
  const file = { fileBytes: bytes.length, range: async (start: number, end: number) => bytes.slice(start, end) };
  const input = { key, firstLine: 1, folder: 'folder', pieces: inPieces(bytes, pieceBytes), file };
  const frames: Frame[] = [];
  const checked = reader.options.parse(options);
  for await (const chunk of reader.frames(input, { ...limits, ...more }, checked)) frames.push(...chunk);
  return frames;
}

interface ReadSettings {
  readonly pieceBytes?: number;
  readonly options?: unknown;
}

export type ReadRecord = { readonly source: string } & (Parsed | Problem);

/** All records of a file, parsed, each with the place that it comes from. */
export async function readAll(
  reader: AnyReader,
  key: string,
  bytes: Uint8Array,
  options: unknown = {},
  more: Parameters<typeof framesOf>[3] = {},
): Promise<ReadRecord[]> {
  const frames = await framesOf(reader, key, bytes, { ...more, options });
  const checked = reader.options.parse(options);
  const records: ReadRecord[] = [];
  for (const frame of frames) {
    const parsed = await parseFrame(reader, frame, { key, folder: 'folder' }, checked, { ...limits, ...more });
    records.push({ source: frame.source, ...withoutUtf8(parsed) });
  }
  return records;
}

/** What was parsed; where its text is there as UTF-8, too, it is held to be the same. */
function withoutUtf8(parsed: Parsed | Problem): Parsed | Problem {
  if (!('utf8' in parsed)) return parsed;
  const { utf8, ...rest } = parsed;
  assert.deepEqual(Buffer.from(utf8 ?? []), Buffer.from(rest.text));
  return rest;
}
