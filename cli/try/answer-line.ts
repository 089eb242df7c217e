import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import type { InputLine } from './input-lines.ts';

/** What a stage makes of one document: the members of an answer beside `id`. */
export type Answer = (document: Document) => Readonly<Record<string, unknown>>;

/** How a stage of texts is tried: how it reads the bytes of `{id, path}`, and its answer. */
export interface TextTrial {
  readonly format: Document['format'];
  readonly answer: Answer;
}

/** How a stage of images is tried: its answer to the image file at `path`. Throws MillraceError for one that cannot be read. */
export interface ImageTrial {
  readonly answerImage: (path: string) => Promise<Readonly<Record<string, unknown>>>;
}

export type Trial = TextTrial | ImageTrial;

/** Reads the text of a file. Throws MillraceError for one that cannot be read. */
export type ReadText = (path: string, format: Document['format']) => Promise<string>;

type Id = string | number | null;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The answer to one line of input, as a line of JSON without its end: `{id, …}`, or `{id, error}` where the line is no
 * record, its file cannot be read or the stage fails. Never throws for what the line holds, and never repeats its text
 * in an error.
 */
export async function answerLine(line: InputLine, trial: Trial, readText: ReadText): Promise<string> {
  const record = line === null ? undefined : parseRecord(line);
  if (record === undefined) return failure(null, line === null ? 'line is too long' : 'expected a JSON object');
  const id = idOf(record);
  try {
    if ('answerImage' in trial) return JSON.stringify({ id, ...(await trial.answerImage(pathOf(record))) });
    const document = await documentOf(record, id, trial.format, readText);
    return JSON.stringify({ id, ...trial.answer(document) });
  } catch (error) {
    return failure(id, error instanceof MillraceError ? error.message : `stage failed (${nameOf(error)})`);
  }
}

function failure(id: Id, error: string): string {
  return JSON.stringify({ id, error });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function parseRecord(line: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(line));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function idOf(record: Readonly<Record<string, unknown>>): Id {
  const { id } = record;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

async function documentOf(
  record: Readonly<Record<string, unknown>>,
  id: Id,
  format: Document['format'],
  readText: ReadText,
): Promise<Document> {
  const { text, path } = record;
  const named = { id: id === null ? '' : String(id), format, label: null, metadata: metadataOf(record) };
  if (typeof text === 'string') return { ...named, text: text.toWellFormed(), source: 'stdin' };
  if (typeof path === 'string') return { ...named, text: await readText(path, format), source: path };
  throw new MillraceError('record-invalid', 'expected a string "text" or "path"');
}

/** Columns as a build would have them: text, numbers and truth values as text, others left out. */
function metadataOf({ metadata }: Readonly<Record<string, unknown>>): Document['metadata'] {
  if (typeof metadata !== 'object' || metadata === null) return {};
  const simple = Object.entries(metadata).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(simple.map(([column, value]) => [column, String(value)]));
}

function pathOf({ path }: Readonly<Record<string, unknown>>): string {
  if (typeof path === 'string') return path;
  throw new MillraceError('record-invalid', 'expected a string "path"');
}
