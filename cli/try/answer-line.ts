import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import type { Compared } from '../../pipelines/dedup/compared-answers.ts';
import type { InputLine } from './input-lines.ts';

/** What a stage makes of one document: the members of an answer beside `id`. */
export type Answer = (
  document: Document,
) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;

/** How a stage of texts is tried: how it reads the bytes of `{id, path}`, and its answer. */
export interface TextTrial {
  readonly format: Document['format'];
  readonly answer: Answer;
}

/** How a stage of images is tried: its answer to the image file at `path`. Throws MillraceError for one that cannot be read. */
export interface ImageTrial {
  readonly answerImage: (path: string) => Promise<Readonly<Record<string, unknown>>>;
}

/** How a stage that compares records is tried: over all lines of input at once, an answer for each, in order. */
export interface ComparingTrial {
  readonly answerAll: (
    lines: readonly InputLine[],
    readText: ReadText,
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export type Trial = TextTrial | ImageTrial;

/** Reads the text of a file. Throws MillraceError for one that cannot be read. */
export type ReadText = (path: string, format: Document['format']) => Promise<string>;

type LineId = Compared<unknown>['id'];

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The answer to one line of input, as a line of JSON without its end: `{id, …}`, or `{id, error}` where the line is no
 * record, its file cannot be read or the stage fails. Never throws for what the line holds, and never repeats its text
 * in an error.
 */
export async function answerLine(line: InputLine, trial: Trial, readText: ReadText): Promise<string> {
  const answer = await withRecord(line, async (record, id) => {
    if ('answerImage' in trial) return trial.answerImage(pathOf(record));
    return trial.answer(await documentOf(record, id, trial.format, readText));
  });
  const { id } = answer;
  return JSON.stringify('error' in answer ? answer : { id, ...answer.item });
}

/** The document of a line of input. */
export function documentOfLine(line: InputLine, readText: ReadText): Promise<Compared<Document>> {
  return withRecord(line, (record, id) => documentOf(record, id, 'text', readText));
}

/** What `use` makes of the image file that a line of input names. */
export function imageOfLine<Item>(line: InputLine, use: (path: string) => Promise<Item>): Promise<Compared<Item>> {
  return withRecord(line, (record) => use(pathOf(record)));
}

async function withRecord<Item>(
  line: InputLine,
  use: (record: Readonly<Record<string, unknown>>, id: LineId) => Promise<Item>,
): Promise<Compared<Item>> {
  const record = line === null ? undefined : parseRecord(line);
  if (record === undefined) return { id: null, error: line === null ? 'line is too long' : 'expected a JSON object' };
  const id = idOf(record);
  try {
    return { id, item: await use(record, id) };
  } catch (error) {
    return { id, error: error instanceof MillraceError ? error.message : `stage failed (${nameOf(error)})` };
  }
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

function idOf(record: Readonly<Record<string, unknown>>): LineId {
  const { id } = record;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

async function documentOf(
  record: Readonly<Record<string, unknown>>,
  id: LineId,
  format: Document['format'],
  readText: ReadText,
): Promise<Document> {
  const { text, path } = record;
  const named = { id: id === null ? '' : String(id), format, label: null, metadata: metadataOf(record) };
  if (typeof text === 'string') return { ...named, text: text.toWellFormed(), source: 'stdin' };
  if (typeof path === 'string') return { ...named, text: await readText(path, format), source: path };
  throw new MillraceError('record-invalid', 'expected a string "text" or "path"');
}

/** Columns as a build would have them, of `metadata` and beside it: text, numbers and truth values as text, others left out. */
function metadataOf(record: Readonly<Record<string, unknown>>): Document['metadata'] {
  const { id: _id, text: _text, path: _path, metadata, ...beside } = record;
  const columns = { ...beside, ...(typeof metadata === 'object' && metadata !== null ? metadata : {}) };
  const simple = Object.entries(columns).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(simple.map(([column, value]) => [column, String(value)]));
}

function pathOf({ path }: Readonly<Record<string, unknown>>): string {
  if (typeof path === 'string') return path;
  throw new MillraceError('record-invalid', 'expected a string "path"');
}
