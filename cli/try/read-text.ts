import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import { isProblem, parseFrame } from '../../pipelines/reader.ts';
import { html } from '../../pipelines/readers/html.ts';
import { text } from '../../pipelines/readers/text.ts';

const limits = { recordBytes: 16 * 2 ** 20, expansionRatio: 200 };

/**
 * The text of a file as a build would read it with its default limits: decompressed, in the charset that it declares.
 * Throws MillraceError with the word of the problem.
 */
export async function readText(path: string, format: Document['format']): Promise<string> {
  const reader = format === 'html' ? html : text;
  const place = { key: path, folder: basename(dirname(path)) };
  const options = reader.options.parse({});
  for await (const frames of reader.frames({ ...place, firstLine: 1, pieces: piecesOf(path) }, limits, options))
    for (const frame of frames) {
      const parsed = await parseFrame(reader, frame, place, options, limits);
      if (isProblem(parsed)) throw new MillraceError('record-invalid', parsed.problem, { at: path });
      return parsed.text;
    }
  throw new MillraceError('record-invalid', 'no record in the file', { at: path });
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new MillraceError('record-invalid', `file cannot be read (${code ?? 'unknown'})`, { at: path, cause: error });
  }
}
