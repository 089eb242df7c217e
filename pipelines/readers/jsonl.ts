import { z } from 'zod';
import type { Parsed, Problem, Reader } from '../reader.ts';
import { compressionOf, decompress } from './decompression.ts';
import { documentColumns, documentOf } from './document-columns.ts';
import { lineFrames } from './line-frames.ts';

const options = z.strictObject(documentColumns);

type Options = z.output<typeof options>;

/** JSON lines, plain or compressed: one object a line. Columns that are absent or null give no id, label or metadata. */
export const jsonl: Reader<Options> = {
  format: 'jsonl',
  summary: 'JSON lines (.jsonl, also .gz, .bz2, .zst): one object a line.',
  options,
  splitsAtLines: (key) => compressionOf(key) === undefined,
  frames: (input, limits) =>
    lineFrames(input.key, input.firstLine, decompress(input.key, input.pieces, limits), limits),
  parse: (bytes, _input, options) => parseLine(bytes, options),
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseLine(bytes: Uint8Array, options: Options): Parsed | Problem {
  let line: string;
  let row: unknown;
  try {
    line = utf8.decode(bytes);
  } catch {
    return { problem: 'invalid-utf8' };
  }
  try {
    row = JSON.parse(line);
  } catch {
    return { problem: 'invalid-json' };
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { problem: 'not-an-object' };
  return documentOf(row, options, line);
}
