import { z } from 'zod';
import { isProblem, type Parsed, type Problem } from '../reader.ts';
import { column, metadataOf, scalar } from './json-columns.ts';

/** Options of formats whose records are rows with named columns. */
export const documentColumns = {
  id: z.string().optional().describe('Column of the id, text or a number; without it ids come from file and place.'),
  text: z.string().default('text').describe('Column of the text.'),
  label: z.string().optional().describe('Column of the label.'),
  metadata: z.array(z.string()).default([]).describe('Columns to keep as metadata.'),
  content: z
    .enum(['text', 'html', 'messages'])
    .default('text')
    .describe('What the text column holds; `html` is for `extract-html`, a list of `messages` for `chat`.'),
};

export type DocumentColumns = z.output<z.ZodObject<typeof documentColumns>>;

/** The columns that a recipe names, each once. */
export function namedColumns({ id, text, label, metadata }: DocumentColumns): string[] {
  return [...new Set([id, text, label, ...metadata])].filter((name) => name !== undefined);
}

/**
 * The document of a row whose values are as JSON has them, or what is wrong with it: `missing-field`, `not-a-string`,
 * `invalid-id`, `invalid-label`, `invalid-metadata`. `line` is the row's JSON text, from which numbers are taken with
 * all their digits; empty where the row was never JSON.
 */
export function documentOf(row: object, options: DocumentColumns, line: string): Parsed | Problem {
  const value = column(row, options.text);
  if (value === undefined) return { problem: 'missing-field', column: options.text };
  const text = options.content === 'messages' && typeof value === 'object' ? jsonText(value) : value;
  if (typeof text !== 'string') return { problem: 'not-a-string', column: options.text };
  const id = options.id === undefined ? null : scalar(row, options.id, line);
  const label = options.label === undefined ? null : scalar(row, options.label, line);
  if (id === undefined) return invalid('invalid-id', options.id);
  if (label === undefined) return invalid('invalid-label', options.label);
  const metadata = metadataOf(row, options.metadata, line);
  if (metadata === undefined) return { problem: 'invalid-metadata' };
  const format = options.content === 'html' ? 'html' : 'text';
  return { id, text: text.toWellFormed(), format, label, metadata };
}

function invalid(problem: string, column: string | undefined): Problem {
  return column === undefined ? { problem } : { problem, column };
}

/** A list of messages as JSON text; null where there is none, or it is too deep to be written. */
function jsonText(value: object | null): string | null {
  try {
    return value === null ? null : JSON.stringify(value);
  } catch {
    return null;
  }
}

/** As {@link documentOf}, of a row of a table: no text, as CSV's empty field or Parquet's null, is `missing-field`. */
export function documentOfRow(row: object, options: DocumentColumns, recordBytes: number): Parsed | Problem {
  const found = documentOf(row, options, '');
  if (isProblem(found) && column(row, options.text) === null) return { problem: 'missing-field', column: options.text };
  if (isProblem(found)) return found;
  // A character is at most three bytes: short texts need no count.
  const bytes = found.text.length * 3 <= recordBytes ? 0 : Buffer.byteLength(found.text);
  return bytes > recordBytes ? { problem: 'record-too-large', value: bytes, limit: recordBytes } : found;
}
