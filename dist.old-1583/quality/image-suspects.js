import { byValue } from './by-value.js';
import { imageMeasures } from './image-measures.js';
import { mostFrequent } from './most-frequent.js';
/**
 * The kept images that made a metric too low or too high: the widest or the most blurred, those of one format, of one
 * caption language or without a caption. Undefined where the metric is of something else, or no image is to blame.
 */
export function imageSuspects(metric, side, evidence) {
    const { metrics } = evidence.now;
    if (metrics.histograms.width.total === 0)
        return undefined;
    const [name = '', ...rest] = metric.split('.');
    const measure = Object.hasOwn(imageMeasures, name) ? imageMeasures[name] : undefined;
    if (measure !== undefined)
        return rest[0] === 'total' && side === 'low' ? undefined : byValue(measure, side);
    switch (name) {
        case 'captions':
            return side === 'low' ? withoutCaption : undefined;
        case 'format': {
            const wanted = side === 'high' ? rest.join('.') : mostFrequent(metrics.formats, rest.join('.'));
            return inFormat((format) => format === wanted);
        }
        case 'language': {
            const wanted = side === 'high' ? rest.join('.') : mostFrequent(metrics.languages, rest.join('.'));
            return inCaptionLanguage((code) => code === wanted);
        }
        case 'languages':
            return side === 'high'
                ? inCaptionLanguage(() => true, (code) => -(metrics.languages[code] ?? 0))
                : undefined;
        default:
            return undefined;
    }
}
/** Images of some formats. */
export function inFormat(has) {
    return {
        from: 'documents',
        columns: ['format'],
        blame: ({ format }) => (format !== null && has(format) ? { weight: 0, value: format } : undefined),
    };
}
/** Images whose captions are in some languages, those of the greatest weight first. */
export function inCaptionLanguage(has, weightOf = () => 0) {
    return {
        from: 'documents',
        columns: ['captionLanguage'],
        blame: ({ captionLanguage: code }) => code !== null && has(code) ? { weight: weightOf(code), value: code } : undefined,
    };
}
const withoutCaption = {
    from: 'documents',
    columns: ['captionCharacters'],
    blame: ({ captionCharacters }) => (captionCharacters === null ? { weight: 0, value: null } : undefined),
};
//# sourceMappingURL=image-suspects.js.map