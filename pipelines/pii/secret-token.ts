import { isCapital, isDigit, isLetter, isWordUnit } from './ascii.ts';
import type { Span } from './pii-span.ts';

type Units = 'alphanumeric' | 'letter' | 'word' | 'word or hyphen' | 'base32' | 'hexadecimal';

/** A token: how it begins, and how many characters of which kind follow. */
interface TokenForm {
  readonly prefix: string;
  readonly units: Units;
  readonly least: number;
  readonly most: number;
  /** What must stand in it, where a prefix alone says too little. */
  readonly holds?: string;
}

/** As gitleaks 8 (MIT licence) has them, in its rules for each service; the scanner is our own. */
const forms: readonly TokenForm[] = [
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => form(prefix, 'alphanumeric', 36)),
  form('github_pat_', 'word', 82),
  ...['glpat-', 'gldt-', 'glrt-', 'glptt-'].map((prefix) => form(prefix, 'word or hyphen', 20, 64)),
  ...['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-'].map((prefix) =>
    form(prefix, 'word or hyphen', 20, 250),
  ),
  ...['sk_live_', 'sk_test_', 'sk_prod_', 'rk_live_', 'rk_test_', 'rk_prod_'].map((prefix) =>
    form(prefix, 'alphanumeric', 10, 99),
  ),
  form('whsec_', 'alphanumeric', 32, 99),
  form('sk-ant-', 'word or hyphen', 80, 120),
  { ...form('sk-', 'word or hyphen', 48, 200), holds: 'T3BlbkFJ' },
  form('npm_', 'alphanumeric', 36),
  form('hf_', 'letter', 34),
  form('dop_v1_', 'hexadecimal', 64),
  ...['shpat_', 'shpca_', 'shppa_', 'shpss_'].map((prefix) => form(prefix, 'hexadecimal', 32)),
  form('pypi-AgEIcHlwaS5vcmc', 'word or hyphen', 50, 1000),
];

const capitalForms: readonly TokenForm[] = [
  ...['AKIA', 'ASIA', 'ABIA', 'ACCA'].map((prefix) => form(prefix, 'base32', 16)),
  form('AIza', 'word or hyphen', 35),
];

/** Forms by their prefix up to its first hyphen or underscore, which is what the scan comes upon. */
const byStem: ReadonlyMap<string, readonly TokenForm[]> = stems(forms);
const longestStem = 6;

/** Prefixes up to their first hyphen or underscore, of three characters and more. */
export const tokenStems: readonly string[] = [...byStem.keys()];
/** Prefixes that begin with `A`. */
export const capitalTokenPrefixes: readonly string[] = capitalForms.map(({ prefix }) => prefix);

/** The token whose prefix has its first `_` or `-` at `at`: of GitHub, GitLab, Slack, Stripe, OpenAI, and others. */
export function tokenAround(text: string, at: number): Span | undefined {
  let start = at;
  while (start > 0 && at - start <= longestStem && isAlphanumeric(text.charCodeAt(start - 1))) start--;
  if (start === at || at - start > longestStem || !mayStart(text, start)) return undefined;
  for (const candidate of byStem.get(text.slice(start, at + 1)) ?? []) {
    const end = endOfToken(text, start, candidate);
    if (end > 0) return { start, end };
  }
  return undefined;
}

/** The access key of AWS, or of a Google API, that begins with the `A` at `at`. */
export function capitalTokenAt(text: string, at: number): Span | undefined {
  if (!mayStart(text, at)) return undefined;
  for (const candidate of capitalForms) {
    const end = endOfToken(text, at, candidate);
    if (end > 0) return { start: at, end };
  }
  return undefined;
}

/** Units of a part of a JSON web token that are looked at. */
const longestPart = 4096;

/** The JSON web token (RFC 7519) whose third character, `J`, is at `at`: header and claims are objects, `eyJ` in base64url. */
export function webTokenAround(text: string, at: number): Span | undefined {
  const start = at - 2;
  if (start < 0 || !text.startsWith('ey', start) || !mayStart(text, start)) return undefined;
  const header = endOfUnits(text, start, 'word or hyphen', longestPart);
  if (header - start < 19 || !text.startsWith('.ey', header)) return undefined;
  const claims = endOfUnits(text, header + 1, 'word or hyphen', longestPart);
  if (claims - header < 20 || text.charAt(claims) !== '.') return undefined;
  const end = endOfUnits(text, claims + 1, 'word or hyphen', longestPart);
  return { start, end: end - claims > 10 ? end : claims };
}

function form(prefix: string, units: Units, least: number, most = least): TokenForm {
  return { prefix, units, least, most };
}

function stems(all: readonly TokenForm[]): Map<string, TokenForm[]> {
  const found = new Map<string, TokenForm[]>();
  for (const candidate of all) {
    const stem = candidate.prefix.slice(0, candidate.prefix.search(/[_-]/) + 1);
    found.set(stem, [...(found.get(stem) ?? []), candidate]);
  }
  return found;
}

function mayStart(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return !isWordUnit(before) && before !== 0x2d;
}

/** The end of a token that begins at `start`; −1 where it is none. */
function endOfToken(text: string, start: number, { prefix, units, least, most, holds }: TokenForm): number {
  if (!text.startsWith(prefix, start)) return -1;
  const first = start + prefix.length;
  const end = endOfUnits(text, first, units, most + 1);
  if (end - first < least || end - first > most || isWordUnit(text.charCodeAt(end))) return -1;
  return holds === undefined || text.slice(first, end).includes(holds) ? end : -1;
}

function endOfUnits(text: string, from: number, units: Units, most: number): number {
  let end = from;
  while (end - from < most && isOf(units, text.charCodeAt(end))) end++;
  return end;
}

function isAlphanumeric(unit: number): boolean {
  return isDigit(unit) || isLetter(unit);
}

function isOf(units: Units, unit: number): boolean {
  switch (units) {
    case 'alphanumeric':
      return isAlphanumeric(unit);
    case 'letter':
      return isLetter(unit);
    case 'word':
      return isWordUnit(unit);
    case 'word or hyphen':
      return isWordUnit(unit) || unit === 0x2d;
    case 'base32':
      return isCapital(unit) || (unit >= 0x32 && unit <= 0x37);
    case 'hexadecimal':
      return isDigit(unit) || (unit >= 0x61 && unit <= 0x66);
  }
}
