import { z } from 'zod';
import type { AnyReader } from '../reader.ts';
import { arrow } from './arrow.ts';
import { csv, tsv } from './csv.ts';
import { html } from './html.ts';
import { jsonl } from './jsonl.ts';
import { mail, mbox } from './mail.ts';
import { parquet } from './parquet.ts';
import { pdf } from './pdf.ts';
import { text } from './text.ts';
import { warc } from './warc.ts';

/** Formats that a member of an archive, or a file of a data set, may have. */
export const memberReaders = [jsonl, csv, tsv, parquet, arrow, text, html, warc, mail, mbox, pdf] as const;

const byFormat: ReadonlyMap<string, AnyReader> = new Map(memberReaders.map((reader) => [reader.format, reader]));

/** A reader with its options. */
export interface MemberFormat {
  readonly reader: AnyReader;
  readonly options: unknown;
}

/** The format with its default options; undefined where a member cannot have it. */
export function plainMemberFormat(format: string): MemberFormat | undefined {
  const reader = byFormat.get(format);
  return reader === undefined ? undefined : { reader, options: reader.options.parse({}) };
}

/** `{format: jsonl, text: body}`: a format and its options. */
export const memberFormat = z
  .discriminatedUnion('format', branches())
  .describe('Format of the members, with its options.');

type Branch = z.ZodObject<{ format: z.ZodLiteral<string> }>;

function branches(): [Branch, ...Branch[]] {
  const [first, ...others] = memberReaders.map(({ format, options }) => {
    if (!(options instanceof z.ZodObject)) throw new Error(`options of the reader "${format}" must be a zod object`);
    return z.strictObject({ format: z.literal(format), ...options.shape }) as Branch;
  });
  return [first as Branch, ...others];
}

/** The format that a recipe names for members. */
export function chosenMemberFormat(chosen: z.output<typeof memberFormat>): MemberFormat | undefined {
  const { format, ...options } = chosen;
  const reader = byFormat.get(format);
  return reader === undefined ? undefined : { reader, options };
}
