import { z } from 'zod';
import type { Parsed, Problem, Reader } from '../reader.ts';
import { compressionOf, decompress } from './decompression.ts';
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

function column(row: object, name: string): unknown {
  return Object.hasOwn(row, name) ? (row as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** A column as text: null where it is absent or null, undefined where it holds a list or an object. */
function scalar(row: object, name: string, line: string): string | null | undefined {
  const value = column(row, name) ?? null;
  if (value === null) return null;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  return Number.isSafeInteger(value) ? String(value) : (numberAsWritten(line, name) ?? String(value));
}

/** A number of the outermost object with all its digits, since ids above 2^53 would fall together. */
function numberAsWritten(line: string, name: string): string | undefined {
  const written = new Map<unknown, string | undefined>();
  // The third argument, the number's source text, is newer than the compiler's types.
  function revive(this: unknown, ...[key, value, context]: readonly unknown[]): unknown {
    if (key === name && typeof value === 'number') written.set(this, (context as { source?: string }).source);
    return value;
  }
  try {
    return written.get(JSON.parse(line, revive));
  } catch {
    // A reviver goes one call deeper for each level.
    return undefined;
  }
}

/** Scalars as text, lists and objects as JSON text; undefined where one is too deep to be written. */
function metadataOf(row: object, names: readonly string[], line: string): Readonly<Record<string, string>> | undefined {
  if (names.length === 0) return noMetadata;
  const entries: [string, string][] = [];
  try {
    for (const name of names) {
      const value = scalar(row, name, line);
      if (value !== null) entries.push([name, value ?? JSON.stringify(column(row, name))]);
    }
  } catch {
    // JSON.stringify goes one call deeper for each level; JSON.parse does not.
    return undefined;
  }
  return Object.fromEntries(entries);
}

const noMetadata: Readonly<Record<string, string>> = Object.freeze({});
