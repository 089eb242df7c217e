import { isProblem, type Problem, type ReadLimits } from '../reader.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { type HeaderLines, readHeaderLines, readLine } from './header-lines.ts';
import { httpContent } from './http-content.ts';
import { readWarcHead, targetOf } from './warc-records.ts';

/** What a record holds of an address: a web page, plain text, an image, or none of them. */
export type ContentKind = 'page' | 'text' | 'image' | 'other';

/** A record of a WARC, with its content not yet read. */
export interface WarcResponse {
  /** The record's number in the stream, from 1. */
  readonly number: number;
  readonly offset: number;
  readonly kind: ContentKind;
  readonly target: string | undefined;
  /** The record's own headers. */
  readonly headers: HeaderLines;
  /** The media type with its parameters, as the server sent it, else as the writer of the archive found it. */
  readonly contentType: string;
  /** The content; at most `recordBytes` of it are held. Only before the next record is asked for, and once. */
  content(): Promise<Uint8Array | Problem>;
}

/**
 * The records of a WARC, in order. A problem, which has the number of the record that it is met in, is the last. What of
 * a record is not asked for is passed over.
 */
export async function* warcResponses(
  cursor: ByteCursor,
  { recordBytes }: Pick<ReadLimits, 'recordBytes'>,
): AsyncGenerator<WarcResponse | ({ readonly number: number } & Problem)> {
  for (let number = 1; ; number++) {
    const head = await readWarcHead(cursor);
    if (head === null) return;
    if (isProblem(head)) return yield { number, ...head };
    const end = cursor.offset + head.length;
    const http = await httpHead(cursor, head.headers, head.length);
    let told = false;
    const content = async (): Promise<Uint8Array | Problem> => {
      const length = end - cursor.offset;
      if (length > recordBytes) return { problem: 'record-too-large', value: length, limit: recordBytes };
      const body = await cursor.take(length);
      told = body.length < length;
      if (told) return cursor.problem ?? { problem: 'truncated-warc' };
      return http === undefined ? { problem: 'corrupt-http' } : httpContent(body, http.headers, recordBytes);
    };
    // Common Crawl says what it found where the server said nothing.
    const identified = http === undefined ? '' : head.headers.get('warc-identified-payload-type');
    const contentType = http?.headers.get('content-type') ?? identified ?? '';
    const kind = http?.found ? kindOf(contentType) : 'other';
    const { offset, headers } = head;
    yield { number, offset, kind, target: targetOf(head), headers, contentType, content };
    if (told) return;
    const rest = end - cursor.offset;
    if ((await cursor.skip(rest)) < rest) {
      return yield { number, ...(cursor.problem ?? { problem: 'truncated-warc' }) };
    }
  }
}

function kindOf(contentType: string): ContentKind {
  if (/^(text\/html|application\/xhtml\+xml)\b/i.test(contentType)) return 'page';
  if (/^text\/plain\b/i.test(contentType)) return 'text';
  return /^image\//i.test(contentType) ? 'image' : 'other';
}

/**
 * The head of the message in a record: the server's for a response, the record's own for a resource and for a
 * conversion, which is what Common Crawl calls the text of a page. Undefined for other records, and where it is none.
 */
async function httpHead(
  cursor: ByteCursor,
  headers: HeaderLines,
  length: number,
): Promise<{ readonly headers: HeaderLines; readonly found: boolean } | undefined> {
  const type = headers.get('warc-type');
  if (type === 'resource' || type === 'conversion') {
    return { headers: new Map([['content-type', headers.get('content-type') ?? '']]), found: true };
  }
  if (type !== 'response' || length === 0) return undefined;
  const end = cursor.offset + length;
  const status = /^HTTP\/\d(?:\.\d)?\s+(\d{3})/i.exec((await readLine(cursor, length)) ?? '');
  if (status === null) return undefined;
  const found = await readHeaderLines(cursor, end - cursor.offset);
  return found === 'malformed' ? undefined : { headers: found, found: status[1] === '200' };
}
