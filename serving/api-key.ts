import { createHash, timingSafeEqual } from 'node:crypto';
import { MillraceError } from '../core/errors.ts';
import { ApiError } from './api-error.ts';

const loopback = /^(127(\.\d{1,3}){3}|localhost|::1)$/i;
const loopbackHost = /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d{1,5})?$/i;

/** Whether an address is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}

/** Throws MillraceError `api-key-missing` (usage) for an address that others reach, without a key. */
export function requireKeyBeyondLoopback(host: string, apiKey: string | undefined): void {
  if (isLoopback(host) || apiKey !== undefined) return;
  throw new MillraceError('api-key-missing', `others can reach ${host}, and there is no API key`, {
    kind: 'usage',
    at: '--host',
    hint: 'set MILLRACE_API_KEY to a secret that clients send, or serve on 127.0.0.1',
  });
}

/**
 * Throws ApiError 401 for a request without the key. Without a key to ask for, the address is this machine's: 403 for a
 * host name that is not, by which a page of another site could have a browser ask (DNS rebinding).
 */
export function admit(headers: Headers, apiKey: string | undefined): void {
  if (apiKey !== undefined) {
    const given = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
    if (timingSafeEqual(digest(given), digest(apiKey))) return;
    const message = given === '' ? "You didn't provide an API key." : 'Incorrect API key provided.';
    throw new ApiError(401, 'authentication_error', message, { code: 'invalid_api_key' });
  }
  if (loopbackHost.test(headers.get('host') ?? '')) return;
  throw new ApiError(403, 'authentication_error', 'This address answers where it is opened as 127.0.0.1 or localhost.');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
