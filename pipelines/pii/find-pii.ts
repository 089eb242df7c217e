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

/** What may begin at a unit of ASCII, or around it. */
const nothing = 0;
const number = 1;
const email = 2;
const addressOrAssignment = 3;
const assignment = 4;
const token = 5;
/** A capital that secrets begin with, and any other, which only says something behind an ideograph. */
const secretCapital = 6;
const capital = 7;

const signs: Uint8Array = signsOfAscii();

/**
 * Personal data and secrets in a text, in order, without overlaps. What counts as each kind stands with its finder.
 *
 * One pass; work begins at digits, capitals and some marks alone and looks at a bounded number of characters around them,
 * so no text takes more than linear time. About 7 ns per character.
 */
export function findPii(text: string): PiiSpan[] {
  const found: PiiSpan[] = [];
  const keys = new PrivateKeys(text);
  let free = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const sign = unit < signs.length ? signs[unit] : nothing;
    if (sign === nothing || (sign === capital && text.charCodeAt(at - 1) <= ideographs)) continue;
    let span: PiiSpan | undefined;
    if (sign === number) {
      const end = endOfDigits(text, at);
      span = numberAt(text, at, end, free);
      if (span === undefined) at = end - 1;
    } else span = markedAt(sign ?? nothing, text, at, free, keys);
    if (span === undefined) continue;
    found.push(span);
    free = span.end;
    at = Math.max(at, span.end - 1);
  }
  return found;
}

function signsOfAscii(): Uint8Array {
  const table = new Uint8Array(128);
  for (let unit = 0; unit < table.length; unit++) {
    if (isDigit(unit)) table[unit] = number;
    else if (isCapital(unit)) table[unit] = capital;
  }
  for (const unit of [capitalA, capitalB, capitalJ]) table[unit] = secretCapital;
  table[atSign] = email;
  table[colon] = addressOrAssignment;
  table[equals] = assignment;
  table[hyphen] = token;
  table[underscore] = token;
  return table;
}

/** What stands around a mark or a capital. */
function markedAt(sign: number, text: string, at: number, free: number, keys: PrivateKeys): PiiSpan | undefined {
  switch (sign) {
    case email: {
      const password = urlPasswordBefore(text, at, free);
      if (password !== undefined) return { kind: 'secret', ...password };
      const span = emailAround(text, at, free);
      return span === undefined ? undefined : { kind: 'email', ...span };
    }
    case addressOrAssignment: {
      const span = ipv6Around(text, at, free);
      if (span !== undefined) return { kind: 'ip', ...span };
      return spanOf('secret', assignedSecretAfter(text, at), free);
    }
    case assignment:
      return spanOf('secret', assignedSecretAfter(text, at), free);
    case token:
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

/** The number that begins with the digits in [at, end). Kinds with check digits are asked before those without. */
function numberAt(text: string, at: number, end: number, free: number): PiiSpan | undefined {
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
