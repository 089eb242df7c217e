import type { Problem } from '../reader.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { type HeaderLines, readHeaderLines, readLine } from './header-lines.ts';

/** The head of a WARC record; its `length` bytes of content come next in the stream. */
export interface WarcHead {
  readonly headers: HeaderLines;
  readonly length: number;
  /** Offset of the record in the stream. */
  readonly offset: number;
}

/**
 * The next record's head; null at the end of the stream. `corrupt-warc` for what is no record or has no length,
 * `truncated-warc` where the stream ends within a head: nothing can be read behind them.
 * Source: ISO 28500:2017 (WARC 1.1), section 4
 */
export async function readWarcHead(cursor: ByteCursor): Promise<WarcHead | Problem | null> {
  let offset = cursor.offset;
  let line = await readLine(cursor);
  while (line === '') {
    offset = cursor.offset;
    line = await readLine(cursor);
  }
  if (line === undefined) return cursor.problem ?? null;
  if (!/^WARC\/\d+\.\d+$/.test(line)) return cursor.problem ?? { problem: 'corrupt-warc' };
  const headers = await readHeaderLines(cursor, Number.POSITIVE_INFINITY);
  if (headers === 'malformed') return { problem: 'corrupt-warc' };
  const length = headers.get('content-length') ?? '';
  if (!/^\d{1,15}$/.test(length)) return cursor.problem ?? { problem: 'corrupt-warc' };
  return { headers, length: Number(length), offset };
}

/** The address that a record is of, in one spelling; undefined where it has none. */
export function targetOf({ headers }: WarcHead): string | undefined {
  // Some writers put the address in angle brackets.
  return oneSpelling((headers.get('warc-target-uri') ?? '').replace(/^<(.*)>$/, '$1'));
}

/** An absolute address without its fragment, as the URL standard writes it; undefined where it is none. */
export function oneSpelling(address: string, base?: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  url.hash = '';
  return url.href;
}
