import type { PiiKind } from '../../core/pii-kind.ts';
import { endOfDigits, isCapital, isDigit, isWordUnit } from './ascii.ts';
import { assignedSecretAfter } from './assigned-secret.ts';
import { chineseIdAt, chineseMobileAt } from './chinese-numbers.ts';
import { chinesePlateAround } from './chinese-plate.ts';
import { emailAround } from './email.ts';
import { ibanAround } from './iban.ts';
import { ipv4At, ipv6Around } from './ip-address.ts';
import { cardAt } from './payment-card.ts';
import { phoneAt } from './phone-number.ts';
import { piiPlaces } from './pii-places.ts';
import type { PiiSpan, Span } from './pii-span.ts';
import { PrivateKeys } from './private-key.ts';
import { capitalTokenAt, tokenAround, webTokenAround } from './secret-token.ts';
import { urlPasswordBefore } from './url-password.ts';

const atSign = 0x40;
const colon = 0x3a;
const space = 0x20;
const closing = 0x29;
const plus = 0x2b;
const hyphen = 0x2d;
const point = 0x2e;
const equals = 0x3d;
const underscore = 0x5f;
const capitalA = 0x41;
const capitalB = 0x42;
const capitalJ = 0x4a;
const smallY = 0x79;

/** Code units above are ideographs, or what a plate's region is not. */
const ideographs = 0x4e00;

/** Digits of the shortest number that is written without any separator and found as such. */
const longRun = 11;

/**
 * Personal data and secrets in a text, in order, without overlaps. What counts as each kind stands with its finder.
 *
 * Work begins at the digits, capitals and marks of {@link piiPlaces} alone and looks at a bounded number of characters
 * around them, so no text takes more than linear time. About 2 ns per character.
 */
export function findPii(text: string): PiiSpan[] {
  return findPiiAt(text, piiPlaces(text));
}

/** Looks at some places of a text alone, which rise. */
export function findPiiAt(text: string, places: ArrayLike<number>): PiiSpan[] {
  const found: PiiSpan[] = [];
  if (places.length === 0) return found;
  const keys = new PrivateKeys(text);
  let free = 0;
  for (let index = 0; index < places.length; index++) {
    const at = places[index] as number;
    if (at < free) continue;
    const span = isDigit(text.charCodeAt(at)) ? numberAt(text, at, free) : markedAt(text, at, free, keys);
    if (span === undefined) continue;
    found.push(span);
    free = span.end;
  }
  return found;
}

/** What stands around a mark or a capital. */
function markedAt(text: string, at: number, free: number, keys: PrivateKeys): PiiSpan | undefined {
  switch (text.charCodeAt(at)) {
    case atSign: {
      const password = urlPasswordBefore(text, at, free);
      if (password !== undefined) return { kind: 'secret', ...password };
      const span = emailAround(text, at, free);
      return span === undefined ? undefined : { kind: 'email', ...span };
    }
    case colon: {
      const span = ipv6Around(text, at, free);
      if (span !== undefined) return { kind: 'ip', ...span };
      return spanOf('secret', assignedSecretAfter(text, at), free);
    }
    case equals:
      return spanOf('secret', assignedSecretAfter(text, at), free);
    case hyphen:
    case underscore:
      return spanOf('secret', tokenAround(text, at), free);
    default:
      return capitalAt(text, at, free, keys);
  }
}

function capitalAt(text: string, at: number, free: number, keys: PrivateKeys): PiiSpan | undefined {
  const before = text.charCodeAt(at - 1);
  const plate = before > ideographs ? spanOf('chinesePlate', chinesePlateAround(text, at), free) : undefined;
  if (plate !== undefined) return plate;
  const unit = text.charCodeAt(at);
  if (unit === capitalA) return spanOf('secret', capitalTokenAt(text, at), free);
  if (unit === capitalB && before === hyphen) return spanOf('secret', keys.around(at), free);
  if (unit === capitalJ && before === smallY) return spanOf('secret', webTokenAround(text, at), free);
  return undefined;
}

/** The number that begins with the digits at `at`. Kinds with check digits are asked before those without. */
function numberAt(text: string, at: number, free: number): PiiSpan | undefined {
  const end = endOfDigits(text, at);
  const before = text.charCodeAt(at - 1);
  if (isCapital(before)) return spanOf('iban', ibanAround(text, at), free);
  if (isWordUnit(before)) return undefined;
  if (before === plus) return mobileOrPhone(text, at, free);
  if (end - at >= longRun) {
    return (
      spanOf('chineseId', chineseIdAt(text, at), free) ??
      spanOf('card', cardAt(text, at), free) ??
      spanOf('chineseMobile', chineseMobileAt(text, at), free)
    );
  }
  return partedNumberAt(text, at, end, free);
}

/** The number whose first group of digits is [at, end). */
function partedNumberAt(text: string, at: number, end: number, free: number): PiiSpan | undefined {
  const digits = end - at;
  const after = text.charCodeAt(end);
  if (digits > 4 || !(after === hyphen || after === point || after === space || after === closing)) return undefined;
  if (digits === 4 && (after === hyphen || after === space)) {
    const card = spanOf('card', cardAt(text, at), free);
    if (card !== undefined) return card;
  }
  if (digits === 2) return after === point ? address(text, at, free) : mobileOrPhone(text, at, free);
  return mobileOrPhone(text, at, free) ?? (after === point ? address(text, at, free) : undefined);
}

function mobileOrPhone(text: string, at: number, free: number): PiiSpan | undefined {
  return spanOf('chineseMobile', chineseMobileAt(text, at), free) ?? spanOf('phone', phoneAt(text, at), free);
}

function address(text: string, at: number, free: number): PiiSpan | undefined {
  return spanOf('ip', ipv4At(text, at), free);
}

/** None where a span reaches into the one before. */
function spanOf(kind: PiiKind, span: Span | undefined, free: number): PiiSpan | undefined {
  return span === undefined || span.start < free ? undefined : { kind, start: span.start, end: span.end };
}
