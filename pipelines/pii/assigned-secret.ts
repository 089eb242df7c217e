import { isDigit, isLetter, isWordUnit } from './ascii.ts';
import type { Span } from './pii-span.ts';

const mostNameUnits = 40;
const leastUnits = 10;
const mostUnits = 150;
/** Bits for each character, as gitleaks asks of a key (3.5); a password has fewer characters to be different. */
const leastKeyBits = 3.5;
/** Values as long and as mixed as this are keys whatever they hold. */
const leastKeyUnits = 32;
const sureKeyBits = 4;
const leastPasswordBits = 3;
const leastPasswordUnits = 8;

const passwordName = /(?:password|passwd|passphrase|pwd)$/;
const keyName =
  /(?:(?:api|access|private|auth|signing|encryption|secret|account)[_.-]?key|secret|token|credentials?|(?:api|auth|access|client)[_.-]?(?:secret|token))$/;
/** What every name that is looked for ends with. */
export const assignedNameEndings: readonly string[] = [
  ...['password', 'passwd', 'passphrase', 'pwd'],
  ...['key', 'secret', 'token', 'credential', 'credentials'],
];
/** What stands for a value, or computes it. */
const placeholder = /example|sample|changeme|placeholder|dummy|xxxx|\*{3}|your|insert|redacted|[<>{}$%]|\.\.\./i;

/**
 * The value that is assigned by the `=` or `:` at `at` to a name such as `password`, `api_key`, `client-secret`: of 10
 * characters and more (a password in quotes: 8), letters and digits mixed as chance mixes them, and no placeholder.
 * Source: the rule `generic-api-key` of gitleaks 8, with fewer names, since prose is full of the others.
 */
export function assignedSecretAfter(text: string, at: number): Span | undefined {
  const name = nameBefore(text, at);
  const isPassword = passwordName.test(name);
  if (!isPassword && !keyName.test(name)) return undefined;
  let start = at + 1;
  while (start - at <= 2 && /[=>]/.test(text.charAt(start))) start++;
  while (start - at <= 6 && /[ \t]/.test(text.charAt(start))) start++;
  const quote = text.charAt(start);
  const isQuoted = quote === '"' || quote === "'" || quote === '`';
  if (isQuoted) start++;
  let end = start;
  while (end - start <= mostUnits && isValueUnit(text.charCodeAt(end), isQuoted)) end++;
  const after = text.charAt(end);
  if (isQuoted ? after !== quote : !/^[\s;,"'<)\]}&]?$/.test(after)) return undefined;
  const value = text.slice(start, end);
  const [least, bits] = isPassword
    ? [isQuoted ? leastPasswordUnits : leastUnits, leastPasswordBits]
    : [leastUnits, leastKeyBits];
  if (value.length < least || value.length > mostUnits || !isMixed(value)) return undefined;
  const found = entropy(value);
  if (found < bits) return undefined;
  // A long key may hold such a word by chance, and the keys of manuals do.
  const isKey = value.length >= leastKeyUnits && found >= sureKeyBits;
  return isKey || !placeholder.test(value) ? { start, end } : undefined;
}

/** The name before an assignment, in lower case; `"name"` in quotes too. Empty where there is none. */
function nameBefore(text: string, at: number): string {
  let end = at;
  if (text.charAt(end - 1) === ':') end--;
  while (at - end < 3 && /[ \t"'`]/.test(text.charAt(end - 1))) end--;
  let start = end;
  while (end - start < mostNameUnits && isNameUnit(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end).toLowerCase();
}

function isNameUnit(unit: number): boolean {
  return isWordUnit(unit) || unit === 0x2d || unit === 0x2e;
}

/** In quotes any visible ASCII but the quotes themselves and the backslash; outside what keys are written with. */
function isValueUnit(unit: number, isQuoted: boolean): boolean {
  if (isQuoted) return unit > 0x20 && unit < 0x7f && unit !== 0x22 && unit !== 0x27 && unit !== 0x60 && unit !== 0x5c;
  return isNameUnit(unit) || unit === 0x2b || unit === 0x2f || unit === 0x3d || unit === 0x7e;
}

function isMixed(value: string): boolean {
  let digits = 0;
  let letters = 0;
  for (let k = 0; k < value.length; k++) {
    const unit = value.charCodeAt(k);
    if (isDigit(unit)) digits++;
    else if (isLetter(unit)) letters++;
  }
  return digits > 0 && letters > 0;
}

/** Shannon entropy of the characters, in bits for each. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
