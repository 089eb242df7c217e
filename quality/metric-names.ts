import { distance } from 'fastest-levenshtein';
import { byCodeUnit } from '../core/code-unit-order.ts';
import { imageFormats } from '../core/image-sample.ts';
import { languageCodes } from '../core/language-code.ts';
import { summaryMetrics } from './summary.ts';

/** Numbers of which a version has one for each language, label, reason or source, so that no list can name them all. */
export interface MetricFamily {
  /** First word of the name, up to its dot. */
  readonly prefix: string;
  /** The name with its variable part: `language.<code>`. */
  readonly pattern: string;
  readonly meaning: string;
  /** Whether the rest of a name, behind the prefix and its dot, can be one of the family. */
  readonly accepts: (rest: string) => boolean;
}

export const metricFamilies: readonly MetricFamily[] = [
  {
    prefix: 'language',
    pattern: 'language.<code>',
    meaning: 'Share of kept documents in that language; `und` where it is not known',
    accepts: (rest) => languageCodes.includes(rest),
  },
  {
    prefix: 'tokensPerCharacter',
    pattern: 'tokensPerCharacter.<code>',
    meaning: 'Tokens per code point, over the kept documents in that language',
    accepts: (rest) => languageCodes.includes(rest),
  },
  {
    prefix: 'label',
    pattern: 'label.<label>',
    meaning: 'Share of labelled documents with that label, of which the first 100 characters count',
    accepts: (rest) => rest !== '',
  },
  {
    prefix: 'format',
    pattern: 'format.<format>',
    meaning: 'Share of kept images of that format',
    accepts: (rest) => imageFormats.some((format) => format === rest),
  },
  {
    prefix: 'reason',
    pattern: 'reason.<stage>.<reason>',
    meaning: 'Share of the records read that have that fate, such as `reason.gopher-quality.gopher_short_doc`',
    accepts: (rest) => /^[^.\s]+\.\S+$/.test(rest),
  },
  {
    prefix: 'source',
    pattern: 'source.<place>.<fate>.ratio',
    meaning: "Share of the records of that entry of the recipe's `sources`, from 1, that were kept (dropped, …)",
    accepts: (rest) => /^[1-9]\d{0,4}\.(kept|dropped|merged|quarantined)\.ratio$/.test(rest),
  },
];

const fixedNames: ReadonlySet<string> = new Set(summaryMetrics.map(({ name }) => name));

/** The family that a name belongs to, and the rest of the name; undefined for a name of the fixed list or of nothing. */
export function familyOf(name: string): { readonly family: MetricFamily; readonly rest: string } | undefined {
  if (fixedNames.has(name)) return undefined;
  for (const family of metricFamilies) {
    if (!name.startsWith(`${family.prefix}.`)) continue;
    const rest = name.slice(family.prefix.length + 1);
    if (family.accepts(rest)) return { family, rest };
  }
  return undefined;
}

/** True for a name that a version may have a number of: one of the summary's, or one of a family's. */
export function isMetricName(name: string): boolean {
  return fixedNames.has(name) || familyOf(name) !== undefined;
}

/** The three names nearest to one that is no metric, nearest first; the family's own where it begins as one does. */
export function metricNamesNear(name: string): readonly string[] {
  const wanted = name.slice(0, 80).toLowerCase();
  const begun = metricFamilies.find(({ prefix }) => wanted.startsWith(`${prefix}.`));
  const known = [
    ...fixedNames,
    ...languageCodes.map((code) => `language.${code}`),
    ...metricFamilies.map(({ pattern }) => pattern),
  ];
  const away = (near: string): number =>
    distance(wanted, near.toLowerCase()) - (begun !== undefined && near.startsWith(`${begun.prefix}.`) ? 80 : 0);
  return known
    .map((near) => ({ near, away: away(near) }))
    .sort((a, b) => a.away - b.away || byCodeUnit(a.near, b.near))
    .slice(0, 3)
    .map(({ near }) => near);
}
