import { byValue } from './by-value.ts';
import type { Suspects } from './guilty-records.ts';
import { imageMeasures } from './image-measures.ts';
import { mostFrequent } from './most-frequent.ts';
import type { Evidence } from './suspects.ts';

/**
 * The kept images that made a metric too low or too high: the widest or the most blurred, those of one format, of one
 * caption language or without a caption. Undefined where the metric is of something else, or no image is to blame.
 */
export function imageSuspects(metric: string, side: 'low' | 'high', evidence: Evidence): Suspects | undefined {
  const { metrics } = evidence.now;
  if (metrics.histograms.width.total === 0) return undefined;
  const [name = '', ...rest] = metric.split('.');
  const measure = Object.hasOwn(imageMeasures, name) ? imageMeasures[name] : undefined;
  if (measure !== undefined) return rest[0] === 'total' && side === 'low' ? undefined : byValue(measure, side);
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
        ? inCaptionLanguage(
            () => true,
            (code) => -(metrics.languages[code] ?? 0),
          )
        : undefined;
    default:
      return undefined;
  }
}

/** Images of some formats. */
export function inFormat(has: (format: string) => boolean): Suspects {
  return {
    from: 'documents',
    columns: ['format'],
    blame: ({ format }) => (format !== null && has(format) ? { weight: 0, value: format } : undefined),
  };
}

/** Images whose captions are in some languages, those of the greatest weight first. */
export function inCaptionLanguage(
  has: (code: string) => boolean,
  weightOf: (code: string) => number = () => 0,
): Suspects {
  return {
    from: 'documents',
    columns: ['captionLanguage'],
    blame: ({ captionLanguage: code }) =>
      code !== null && has(code) ? { weight: weightOf(code), value: code } : undefined,
  };
}

const withoutCaption: Suspects = {
  from: 'documents',
  columns: ['captionCharacters'],
  blame: ({ captionCharacters }) => (captionCharacters === null ? { weight: 0, value: null } : undefined),
};
