import { z } from 'zod';
import { decodeStrictly, parseJsonObject } from '../formats/json-object.ts';
import { isProblem, type Problem, type ReadLimits } from '../reader.ts';
import { compressionOf, decompress } from '../readers/decompression.ts';
import { column } from '../readers/json-columns.ts';
import { lineFrames } from '../readers/line-frames.ts';
import { decodeBase64 } from './base64.ts';
import { inImageChunks } from './image-chunks.ts';
import { imageColumns, readImageColumns } from './image-columns.ts';
import type { ImageReader, ImageReaderInput } from './image-reader.ts';
import { type DescribedImage, type NamingRow, namedImages, namedPaths } from './named-images.ts';

const options = z.strictObject({
  image: z
    .string()
    .default('path')
    .describe(
      "Column of the image file's path, relative to the folder of the JSON lines, in or below which it must lie.",
    ),
  content: z
    .enum(['path', 'base64'])
    .default('path')
    .describe('What the image column holds: a path, or the image itself in base64.'),
  ...imageColumns,
});

type Options = z.output<typeof options>;
type Input = Omit<ImageReaderInput, 'references'>;

/** JSON lines that name image files or hold them in base64, one a line, with labels, captions and boxes. */
export const jsonl: ImageReader<Options> = {
  format: 'jsonl',
  summary: 'JSON lines (.jsonl, .jsonl.gz, .jsonl.zst) that name image files, or hold them in base64.',
  options,
  splitsAtLines: (key) => compressionOf(key) === undefined,
  referencesFiles: ({ content }) => content === 'path',
  images: (input, options, limits) => {
    const rows = rowsOf(input, options, limits);
    const references = options.content === 'path' ? input.references : { read: async (text: string) => held(text) };
    return inImageChunks(namedImages(rows, references));
  },
  async *referencedPaths(input, options, limits) {
    if (options.content === 'path') yield* namedPaths(rowsOf(input, options, limits));
  },
};

async function* rowsOf(input: Input, options: Options, limits: ReadLimits): AsyncGenerator<NamingRow> {
  const stream = decompress(input.key, input.pieces, limits);
  for await (const frames of lineFrames(input.key, input.firstLine, stream, limits)) {
    for (const frame of frames) {
      if (isProblem(frame)) yield frame;
      else yield { source: frame.source, ...readLine(frame.bytes, options) };
    }
  }
}

function readLine(bytes: Uint8Array, options: Options): Problem | { path: string; described: DescribedImage } {
  const line = decodeStrictly(bytes);
  if (typeof line !== 'string') return line;
  const parsed = parseJsonObject(line);
  if (isProblem(parsed)) return parsed;
  const path = column(parsed.row, options.image);
  if (path === undefined || path === null) return { problem: 'missing-field', column: options.image };
  if (typeof path !== 'string') return { problem: 'not-a-string', column: options.image };
  const described = readImageColumns(parsed.row, options, line);
  return isProblem(described) ? described : { path, described };
}

/** The image that a line holds in the place of a path. */
function held(text: string): Uint8Array | Problem {
  return decodeBase64(text) ?? { problem: 'invalid-base64' };
}
