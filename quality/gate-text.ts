import type { Manifest } from '../shards/manifest.ts';
import { numberText } from './number-text.ts';

/** A gate with what it found, in words: `kept.ratio is 0.31, at least 0.5 wanted`. */
export function gateText({ metric, value, min, max }: Manifest['gates'][number]): string {
  const wanted = [
    ...(min === undefined ? [] : [`at least ${numberText(min)}`]),
    ...(max === undefined ? [] : [`at most ${numberText(max)}`]),
  ].join(' and ');
  return `${metric} is ${value === null ? 'not measured' : numberText(value)}, ${wanted} wanted`;
}
