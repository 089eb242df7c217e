import type { AnyReader } from '../reader.ts';
import { arrow } from './arrow.ts';
import { csv, tsv } from './csv.ts';
import { html } from './html.ts';
import { huggingFace } from './hugging-face.ts';
import { jsonl } from './jsonl.ts';
import { mail, mbox } from './mail.ts';
import { parquet } from './parquet.ts';
import { pdf } from './pdf.ts';
import { tar } from './tar.ts';
import { text } from './text.ts';
import { warc } from './warc.ts';
import { zip } from './zip.ts';

/** Every source format that a recipe can name, in the order in which documentation lists them. */
export const readers: readonly AnyReader[] = [
  jsonl,
  csv,
  tsv,
  parquet,
  arrow,
  huggingFace,
  text,
  html,
  warc,
  mail,
  mbox,
  pdf,
  zip,
  tar,
];

const byFormat: ReadonlyMap<string, AnyReader> = new Map(readers.map((reader) => [reader.format, reader]));

/** The reader of that format; undefined where there is none. */
export function findReader(format: string): AnyReader | undefined {
  return byFormat.get(format);
}
