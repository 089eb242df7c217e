import type { PiiKind } from '../../core/pii-kind.ts';
import type { PiiSpan } from './pii-span.ts';

/** What a masked stretch becomes: a word in angle brackets, or an address that nobody has. */
export type MaskStyle = 'typed' | 'placeholder';

const words: Readonly<Record<PiiKind, string>> = {
  email: '<email>',
  phone: '<phone>',
  ip: '<ip>',
  card: '<card>',
  iban: '<iban>',
  chineseMobile: '<phone>',
  chineseId: '<id>',
  chinesePlate: '<plate>',
  secret: '<secret>',
};

/** The addresses of FineWeb's formatter, datatrove's `PIIFormatter`: in turn, from the first one in each text. */
const placeholders: Partial<Readonly<Record<PiiKind, readonly string[]>>> = {
  email: ['email@example.com', 'firstname.lastname@example.org'],
  ip: ['22.214.171.124', '126.96.36.199', '188.8.131.52', '184.108.40.206', '220.127.116.11', '18.104.22.168'],
};

/** The text with some stretches masked; they are in order and apart. Kinds without placeholders get their word. */
export function maskText(text: string, spans: readonly PiiSpan[], style: MaskStyle): string {
  const used = new Map<PiiKind, number>();
  const parts: string[] = [];
  let from = 0;
  for (const { kind, start, end } of spans) {
    const inTurn = style === 'placeholder' ? placeholders[kind] : undefined;
    const turn = used.get(kind) ?? 0;
    used.set(kind, turn + 1);
    parts.push(text.slice(from, start), inTurn?.[turn % inTurn.length] ?? words[kind]);
    from = end;
  }
  return parts.join('') + text.slice(from);
}
