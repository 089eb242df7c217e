import { byMeasure } from './document-suspects.js';
import { mostFrequent } from './most-frequent.js';
import { countCharacters } from './script-counts.js';
/**
 * The kept documents of a language, with personal data, or by their tokens or perplexity that made a metric too low or too
 * high. Undefined where the metric is of something else, where no document is to blame, or where there are no probes.
 */
export function probedSuspects(metric, side, evidence) {
    const { languages } = evidence.now.metrics;
    const [name, rest = ''] = metric.split('.');
    switch (name) {
        case 'language': {
            if (side === 'high')
                return inLanguage((code) => code === rest, evidence);
            const dominating = mostFrequent(languages, rest);
            return inLanguage((code) => code === dominating, evidence);
        }
        case 'languages':
            return side === 'high'
                ? inLanguage(() => true, evidence, (code) => -(languages[code] ?? 0))
                : undefined;
        case 'pii':
            return side === 'high' ? withPii((kind) => rest === 'any' || kind === rest, evidence) : undefined;
        case 'tokens':
        case 'charactersPerToken':
        case 'perplexity':
        case 'classifierScore': {
            const measure = probedMeasure(metric, evidence);
            // The unigram perplexity is one of all documents.
            if (measure === undefined || rest === 'unigram' || (rest === 'total' && side === 'low'))
                return undefined;
            return byMeasure(measure, side);
        }
        default:
            return undefined;
    }
}
/** What is measured of a text's tokens, or its perplexity, for a metric or a distribution; undefined without what measures it. */
export function probedMeasure(metric, { probes }) {
    const [name = '', rest] = metric.split('.');
    if (name === 'perplexity')
        return roundedTo(1e3, probes?.perplexityOf ?? null);
    if (name === 'classifierScore')
        return roundedTo(1e6, probes?.classifierScoreOf ?? null);
    const tokensIn = probes?.tokensIn ?? null;
    if (tokensIn === null)
        return undefined;
    const per = (part, whole) => (whole === 0 ? 0 : Math.round((1e3 * part) / whole) / 1e3);
    if (rest === 'perCharacter')
        return (text) => per(tokensIn(text), countCharacters(text).characters);
    if (rest === 'perWord')
        return (text) => per(tokensIn(text), countCharacters(text).words);
    if (name === 'charactersPerToken')
        return (text) => per(countCharacters(text).characters, tokensIn(text));
    return name === 'tokens' ? tokensIn : undefined;
}
/** Rounded as the metrics table rounds it. */
function roundedTo(parts, measure) {
    return measure === null ? undefined : (text) => Math.round(parts * measure(text)) / parts;
}
/** Documents in some languages, those of the greatest weight first. */
export function inLanguage(has, { probes }, weightOf = () => 0) {
    if (probes === null)
        return undefined;
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
export function withPii(has, { probes }) {
    if (probes === null)
        return undefined;
    return {
        from: 'documents',
        columns: ['text'],
        blame: ({ text }) => {
            const places = probes.piiIn(text).filter(has).length;
            return places === 0 ? undefined : { weight: places, value: places };
        },
    };
}
//# sourceMappingURL=probed-suspects.js.map