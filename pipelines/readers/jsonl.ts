import { z } from 'zod';
import type { Parsed, Problem, Reader } from '../reader.ts';
import { compressionOf, decompress } from './decompression.ts';
import { column, metadataOf, scalar } from './json-columns.ts';
import { lineFrames } from './line-frames.ts';

const options = z.strictObject({
  id: z.string().optional().describe('Column of the id, text or a number; without it ids come from file and line.'),
  text: z.string().default('text').describe('Column of the text.'),
  label: z.string().optional().describe('Column of the label.'),
  metadata: z.array(z.string()).default([]).describe('Columns to keep as metadata.'),
  content: z
    .enum(['text', 'html'])
    .default('text')
    .describe('What the text column holds; `html` is for `extract-html`.'),
});

type Options = z.output<typeof options>;

/** JSON lines, plain or compressed: one object a line. Columns that are absent or null give no id, label or metadata. */
export const jsonl: Reader<Options> = {
  format: 'jsonl',
  summary: 'JSON lines (.jsonl, .jsonl.gz, .jsonl.zst): one object a line.',
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
  const text = column(row, options.text);
  if (text === undefined) return { problem: 'missing-field' };
  if (typeof text !== 'string') return { problem: 'not-a-string' };
  const id = options.id === undefined ? null : scalar(row, options.id, line);
  const label = options.label === undefined ? null : scalar(row, options.label, line);
  if (id === undefined) return { problem: 'invalid-id' };
  if (label === undefined) return { problem: 'invalid-label' };
  const metadata = metadataOf(row, options.metadata, line);
  if (metadata === undefined) return { problem: 'invalid-metadata' };
  return { id, text: text.toWellFormed(), format: options.content, label, metadata };
}
