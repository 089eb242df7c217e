import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { Problem } from '../reader.ts';
import type { HeaderLines } from './header-lines.ts';

/**
 * The content of an HTTP message: its body without chunks and content encoding. Bodies that are not encoded as their
 * headers say, which crawlers write, are taken as they are; of a chunked one that is cut short, what is there.
 * `record-too-large` where it decompresses to more than `recordBytes`, `corrupt-content` where it cannot be decompressed.
 * Source: RFC 9110 section 8.4, RFC 9112 section 7.1
 */
export function httpContent(body: Uint8Array, headers: HeaderLines, recordBytes: number): Uint8Array | Problem {
  const chunked = /\bchunked\b/i.test(headers.get('transfer-encoding') ?? '');
  const content = chunked ? withoutChunks(body) : body;
  const encodings = (headers.get('content-encoding') ?? '').toLowerCase().split(',').slice(0, maxEncodings);
  let decoded = content;
  for (const encoding of encodings.reverse()) {
    try {
      decoded = undo(encoding.trim(), decoded, recordBytes);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
        ? { problem: 'record-too-large', limit: recordBytes }
        : { problem: 'corrupt-content' };
    }
  }
  return decoded;
}

/** The charset that a `Content-Type` names; null where it names none. */
export function charsetOf(contentType: string): string | null {
  return /charset\s*=\s*["']?([^"';\s]{1,40})/i.exec(contentType)?.[1] ?? null;
}

const maxEncodings = 3;

function undo(encoding: string, bytes: Uint8Array, recordBytes: number): Uint8Array {
  const limit = { maxOutputLength: Math.max(1, recordBytes) };
  const [first, second] = bytes;
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return first === 0x1f && second === 0x8b ? gunzipSync(bytes, limit) : bytes;
    case 'deflate':
      // Some servers leave out the zlib head, of which the first two bytes are a multiple of 31.
      return ((first ?? 0) * 256 + (second ?? 0)) % 31 === 0 ? inflateSync(bytes, limit) : inflateRawSync(bytes, limit);
    case 'br':
      return brotliDecompressSync(bytes, limit);
    case 'zstd':
      return zstdDecompressSync(bytes, limit);
    default:
      return bytes;
  }
}

const latin1 = new TextDecoder('latin1');
const lineFeed = 0x0a;
const maxSizeLine = 1024;

/** The chunks joined; the body itself where it does not begin as a chunk does. */
function withoutChunks(body: Uint8Array): Uint8Array {
  // Chunks may be of one byte each: objects for them would be many times the body.
  const joined = new Uint8Array(body.length);
  let length = 0;
  for (let at = 0; at < body.length; ) {
    const end = body.subarray(at, at + maxSizeLine).indexOf(lineFeed);
    const size = /^([\da-f]{1,12})\s*(;.*)?$/i.exec(latin1.decode(body.subarray(at, at + Math.max(0, end))).trim());
    if (end < 0 || size === null) {
      if (at === 0) return body;
      break;
    }
    const from = at + end + 1;
    const bytes = Number.parseInt(size[1] ?? '', 16);
    if (bytes === 0) break;
    const part = body.subarray(from, from + bytes);
    joined.set(part, length);
    length += part.length;
    at = from + bytes;
    if (body[at] === 0x0d) at++;
    if (body[at] === lineFeed) at++;
  }
  return joined.subarray(0, length);
}
