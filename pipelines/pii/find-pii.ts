import type { PiiKind } from '../../core/pii-kind.ts';
import { endOfDigits, isCapital, isDigit, isWordUnit } from './ascii.ts';
import { chineseIdAt, chineseMobileAt } from './chinese-numbers.ts';
import { emailAround } from './email.ts';
import { ibanAround } from './iban.ts';
import { ipv4At, ipv6Around } from './ip-address.ts';
import { cardAt } from './payment-card.ts';
import { phoneAt } from './phone-number.ts';
import type { PiiSpan, Span } from './pii-span.ts';

const atSign = 0x40;
const colon = 0x3a;
const space = 0x20;
const closing = 0x29;
const plus = 0x2b;
const hyphen = 0x2d;
const point = 0x2e;

/** Digits of the shortest number that is written without any separator and found as such. */
const longRun = 11;

/**
 * Personal data in a text, in order, without overlaps. What counts as each kind stands with its finder.
 *
 * One pass; work begins at digits, `@` and `:` alone and looks at a bounded number of characters around them, so no text
 * takes more than linear time. About 7 ns per character.
 */
export function findPii(text: string): PiiSpan[] {
  const found: PiiSpan[] = [];
  let free = 0;
  const add = (kind: PiiKind, span: Span): void => {
    found.push({ kind, start: span.start, end: span.end });
    free = span.end;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > atSign) continue;
    if (isDigit(unit)) {
      const end = endOfDigits(text, at);
      const number = numberAt(text, at, end, free);
      if (number === undefined) at = end - 1;
      else {
        add(number.kind, number);
        at = number.end - 1;
      }
    } else if (unit === atSign) {
      const email = emailAround(text, at, free);
      if (email !== undefined) {
        add('email', email);
        at = email.end - 1;
      }
    } else if (unit === colon) {
      const address = ipv6Around(text, at, free);
      if (address !== undefined) {
        add('ip', address);
        at = address.end - 1;
      }
    }
  }
  return found;
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
