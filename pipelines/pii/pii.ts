import { z } from 'zod';
import type { Json } from '../../core/canonical-json.ts';
import { type PiiKind, piiKinds } from '../../core/pii-kind.ts';
import { drop } from '../../core/verdict.ts';
import { defineTransform } from '../stage.ts';
import { findPii } from './find-pii.ts';
import { maskText } from './mask-text.ts';
import type { PiiSpan } from './pii-span.ts';

const actions = ['mask', 'drop', 'count', 'keep'] as const;

function action(standard: (typeof actions)[number], what: string) {
  return z.enum(actions).default(standard).describe(what);
}

const parameters = z.strictObject({
  emails: action(
    'mask',
    'E-mail addresses: `mask` replaces them, `drop` drops the document, `count` notes where they are and leaves the text, `keep` passes them over.',
  ),
  ips: action('mask', 'Public IP addresses, of both versions; private ones and versions such as 1.2.3.4 stay.'),
  phones: action('count', 'Telephone numbers: international, North American and Chinese ones.'),
  ids: action('count', 'Chinese citizen numbers with a right check character.'),
  plates: action('count', 'Chinese licence plates.'),
  cards: action('count', 'Numbers of payment and bank cards, by network, length and check digit.'),
  ibans: action('count', 'International bank account numbers, by country, length and check digits.'),
  secrets: action(
    'mask',
    'Keys and tokens of known services, JSON web tokens, private keys, passwords in URLs, and values assigned to names such as `password`.',
  ),
  mask: z
    .enum(['typed', 'placeholder'])
    .default('typed')
    .describe(
      '`typed` puts a word such as `<email>`; `placeholder` puts the e-mail and IP addresses that FineWeb puts, in turn.',
    ),
});
type Parameters = z.output<typeof parameters>;
type Group = Exclude<keyof Parameters, 'mask'>;

/** The parameter that rules each kind, and the word for it in a reason. */
const groups: Readonly<Record<PiiKind, Group>> = {
  email: 'emails',
  phone: 'phones',
  ip: 'ips',
  card: 'cards',
  iban: 'ibans',
  chineseMobile: 'phones',
  chineseId: 'ids',
  chinesePlate: 'plates',
  secret: 'secrets',
};
const reasons: Readonly<Record<Group, string>> = {
  emails: 'pii-email',
  phones: 'pii-phone',
  ips: 'pii-ip',
  cards: 'pii-card',
  ibans: 'pii-iban',
  ids: 'pii-id',
  plates: 'pii-plate',
  secrets: 'pii-secret',
};

/** Spans that a fate lists; all are counted. */
export const mostListedSpans = 1000;

/**
 * Masks, counts or drops by personal data. The evidence, `{counts, spans}`, says how many there are of each kind and where the
 * first {@link mostListedSpans} lie, in UTF-16 code units of the text as it comes in; never what they say. Linear.
 */
export const pii = defineTransform<Parameters>({
  name: 'pii',
  summary:
    'Masks e-mail addresses, telephone numbers, IP addresses, cards, citizen numbers, keys and other personal data.',
  citation:
    'Penedo et al., The FineWeb Datasets, 2024, arXiv:2406.17557, section 3 and datatrove’s PIIFormatter, for e-mail and IP addresses; GB 11643-1999, GA 36-2018, ISO 13616-1, ISO/IEC 7812-1; gitleaks for secrets',
  version: 1,
  parameters,
  examples: [
    {
      text: 'Write to miller@mill.example, 138 1234 5678, id 11010519491231002X.',
      parameters: { phones: 'mask', ids: 'count' },
    },
  ],
  rewrites: (parameters) => (Object.keys(reasons) as Group[]).some((group) => parameters[group] === 'mask'),
  transform: (document, parameters) => {
    const spans = findPii(document.text).filter(({ kind }) => parameters[groups[kind]] !== 'keep');
    if (spans.length === 0) return document;
    const evidence = evidenceOf(spans);
    for (const group of Object.keys(reasons) as Group[]) {
      if (parameters[group] !== 'drop') continue;
      const found = spans.filter(({ kind }) => groups[kind] === group).length;
      if (found > 0) return drop(reasons[group], found, 0, evidence);
    }
    const masked = spans.filter(({ kind }) => parameters[groups[kind]] === 'mask');
    const text = maskText(document.text, masked, parameters.mask);
    return { document: text === document.text ? document : { ...document, text }, evidence };
  },
});

function evidenceOf(spans: readonly PiiSpan[]): Json {
  const counts = piiKinds
    .map((kind) => [kind, spans.filter((span) => span.kind === kind).length] as const)
    .filter(([, count]) => count > 0);
  return {
    counts: Object.fromEntries(counts),
    spans: spans.slice(0, mostListedSpans).map(({ kind, start, end }) => ({ kind, start, end })),
  };
}
