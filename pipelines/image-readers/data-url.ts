import { decodeBase64 } from './base64.ts';

const head = /^data:[^,]{0,1000},/i;

/** Whether an address is a `data:` URL, which holds its content itself. */
export function isDataUrl(address: string): boolean {
  return /^data:/i.test(address);
}

/** The content of a `data:` URL; undefined where it is not well written. Source: RFC 2397 */
export function decodeDataUrl(address: string): Uint8Array | undefined {
  const [found] = head.exec(address) ?? [];
  if (found === undefined) return undefined;
  const content = percentDecoded(address.slice(found.length));
  if (content === undefined) return undefined;
  return /;\s*base64\s*,$/i.test(found) ? decodeBase64(content) : new TextEncoder().encode(content);
}

function percentDecoded(text: string): string | undefined {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return undefined;
  }
}
