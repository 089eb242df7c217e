import type { ByteCursor } from './byte-cursor.ts';

/** Lines of `name: value` as WARC and HTTP have them: names in lower case, of several with one name the first. */
export type HeaderLines = ReadonlyMap<string, string>;

const latin1 = new TextDecoder('latin1');
const maxLineBytes = 64 * 1024;
const maxLines = 1000;
const maxHeadBytes = 1 << 20;

/** One line without its end; `too-long` beyond 64 KiB or beyond `limit` bytes, undefined at the end of the stream. */
export async function readLine(cursor: ByteCursor, limit = maxLineBytes): Promise<string | 'too-long' | undefined> {
  const line = await cursor.line(Math.min(limit, maxLineBytes));
  if (line === undefined) return 'too-long';
  return line.length === 0 ? undefined : latin1.decode(line).replace(/\r?\n$/, '');
}

/**
 * Lines up to the empty one that ends them, within `limit` bytes; the stream's end ends them too. `malformed` where a
 * line is longer than 64 KiB, and where there are more than 1,000 or more than 1 MiB of them. Linear in their length.
 */
export async function readHeaderLines(cursor: ByteCursor, limit: number): Promise<HeaderLines | 'malformed'> {
  const headers = new Map<string, string[]>();
  const end = cursor.offset + limit;
  const most = cursor.offset + maxHeadBytes;
  let last = '';
  for (let count = 0; count < maxLines && cursor.offset < most; count++) {
    if (cursor.offset >= end) return joined(headers);
    const line = await readLine(cursor, end - cursor.offset);
    if (line === undefined || line === '') return joined(headers);
    if (line === 'too-long') return 'malformed';
    if (/^[ \t]/.test(line)) {
      const parts = headers.get(last);
      if (parts === undefined) headers.set(last, [line.trim()]);
      else parts.push(line.trim());
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    last = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(last)) headers.set(last, [line.slice(colon + 1).trim()]);
  }
  return 'malformed';
}

function joined(headers: ReadonlyMap<string, readonly string[]>): HeaderLines {
  return new Map(Array.from(headers, ([name, parts]) => [name, parts.filter((part) => part !== '').join(' ')]));
}
