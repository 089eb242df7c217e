import type { Reader } from '../reader.ts';
import { html } from './html.ts';
import { jsonl } from './jsonl.ts';
import { mail } from './mail.ts';
import { text } from './text.ts';

/** Every source format that a recipe can name, in the order in which documentation lists them. */
export const readers: readonly Reader<unknown>[] = [jsonl, text, html, mail];

const byFormat: ReadonlyMap<string, Reader<unknown>> = new Map(readers.map((reader) => [reader.format, reader]));

/** The reader of that format; undefined where there is none. */
export function findReader(format: string): Reader<unknown> | undefined {
  return byFormat.get(format);
}
