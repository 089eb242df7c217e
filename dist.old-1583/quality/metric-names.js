import { distance } from 'fastest-levenshtein';
import { byCodeUnit } from '../core/code-unit-order.js';
import { imageFormats } from '../core/image-sample.js';
import { languageCodes } from '../core/language-code.js';
import { summaryMetrics } from './summary.js';
export const metricFamilies = [
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
const fixedNames = new Set(summaryMetrics.map(({ name }) => name));
/** The family that a name belongs to, and the rest of the name; undefined for a name of the fixed list or of nothing. */
export function familyOf(name) {
    if (fixedNames.has(name))
        return undefined;
    for (const family of metricFamilies) {
        if (!name.startsWith(`${family.prefix}.`))
            continue;
        const rest = name.slice(family.prefix.length + 1);
        if (family.accepts(rest))
            return { family, rest };
    }
    return undefined;
}
/** True for a name that a version may have a number of: one of the summary's, or one of a family's. */
export function isMetricName(name) {
    return fixedNames.has(name) || familyOf(name) !== undefined;
}
/** The three names nearest to one that is no metric, nearest first; the family's own where it begins as one does. */
export function metricNamesNear(name) {
    const wanted = name.slice(0, 80).toLowerCase();
    const begun = metricFamilies.find(({ prefix }) => wanted.startsWith(`${prefix}.`));
    const known = [
        ...fixedNames,
        ...languageCodes.map((code) => `language.${code}`),
        ...metricFamilies.map(({ pattern }) => pattern),
    ];
    const away = (near) => distance(wanted, near.toLowerCase()) - (begun !== undefined && near.startsWith(`${begun.prefix}.`) ? 80 : 0);
    return known
        .map((near) => ({ near, away: away(near) }))
        .sort((a, b) => a.away - b.away || byCodeUnit(a.near, b.near))
        .slice(0, 3)
        .map(({ near }) => near);
}
//# sourceMappingURL=metric-names.js.map