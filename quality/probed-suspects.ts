import type { Suspects } from './guilty-records.ts';
import { mostFrequent } from './most-frequent.ts';
import type { Evidence } from './suspects.ts';

/**
 * The kept documents of a language, or with personal data, that made a metric too low or too high. Undefined where the
 * metric is of something else, where no document is to blame, or where there are no probes.
 */
export function probedSuspects(metric: string, side: 'low' | 'high', evidence: Evidence): Suspects | undefined {
  const { languages } = evidence.now.metrics;
  const [name, rest = ''] = metric.split('.');
  switch (name) {
    case 'language': {
      if (side === 'high') return inLanguage((code) => code === rest, evidence);
      const dominating = mostFrequent(languages, rest);
      return inLanguage((code) => code === dominating, evidence);
    }
    case 'languages':
      return side === 'high'
        ? inLanguage(
            () => true,
            evidence,
            (code) => -(languages[code] ?? 0),
          )
        : undefined;
    case 'pii':
      return side === 'high' ? withPii((kind) => rest === 'any' || kind === rest, evidence) : undefined;
    default:
      return undefined;
  }
}

/** Documents in some languages, those of the greatest weight first. */
export function inLanguage(
  has: (code: string) => boolean,
  { probes }: Evidence,
  weightOf: (code: string) => number = () => 0,
): Suspects | undefined {
  if (probes === null) return undefined;
  return {
    from: 'documents',
    columns: ['text'],
    blame: ({ text }) => {
      const code = probes.languageOf(text);
      return has(code) ? { weight: weightOf(code), value: code } : undefined;
    },
  };
}

/** Documents with personal data of some kinds, those with the most places first. */
export function withPii(has: (kind: string) => boolean, { probes }: Evidence): Suspects | undefined {
  if (probes === null) return undefined;
  return {
    from: 'documents',
    columns: ['text'],
    blame: ({ text }) => {
      const places = probes.piiIn(text).filter(has).length;
      return places === 0 ? undefined : { weight: places, value: places };
    },
  };
}
