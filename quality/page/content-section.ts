import { byCodeUnit } from '../../core/code-unit-order.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { filledBins, type Histogram, quantile } from '../histogram.ts';
import { histogramOutline } from '../histogram-outline.ts';
import { shortCountText } from '../number-text.ts';
import { bars, firstParts, type PlotPart } from '../plots.ts';
import { cut, paragraph, picture, pictureWidth, section } from './blocks.ts';
import type { VersionData } from './version-data.ts';

const mostLanguages = 6;
const mostLabels = 8;
const languagePrefix = 'language.';

/** What the kept documents are like, in parts that can be left out from the last on; the first has the heading. */
export function contentParts({ manifest, metrics, before }: VersionData): string[] {
  const { characters, tokens } = metrics.histograms;
  const old = before?.histograms;
  const against = manifest.drift?.against.version;
  const line = before === null || against === undefined ? '' : ` The line is version ${against}, the last good one.`;
  const lengths = spread('Characters of a document', characters, old?.characters);
  if (lengths === '') return [];
  return [
    section('What was kept', [paragraph(`Documents by length, from short to long.${line}`), lengths]),
    languages(manifest),
    labels(metrics),
    spread('Tokens of a document', tokens, old?.tokens),
  ];
}

function spread(title: string, histogram: Histogram, before: Histogram | undefined): string {
  const [low, middle, high] = [0.05, 0.5, 0.95].map((share) => quantile(histogram, share));
  if (low === undefined || middle === undefined || high === undefined) return '';
  const say = (value: number) => shortCountText(value);
  const look = {
    axis: 'log',
    tick: say,
    before: before === undefined ? [] : filledBins(before),
    note: `median ${say(middle)}, nine in ten ${say(low)} to ${say(high)}`,
  } as const;
  return picture(histogramOutline(title, filledBins(histogram), look, pictureWidth));
}

/** Shares by language, as far as the summary has them. */
function languages({ summary, records }: Pick<Manifest, 'summary' | 'records'>): string {
  const parts = Object.entries(summary)
    .filter(([name, share]) => name.startsWith(languagePrefix) && share > 0)
    .sort(([nameA, a], [nameB, b]) => b - a || byCodeUnit(nameA, nameB))
    .map(
      ([name, share]): PlotPart => ({
        label: cut(name.slice(languagePrefix.length), 20),
        value: Math.round(share * records.kept),
        colour: 'plain',
      }),
    );
  if (parts.length === 0) return '';
  return [
    paragraph('<b>Languages</b> of the kept documents:'),
    picture(bars('Documents by language', firstParts(parts, mostLanguages, 'languages'), records.kept, pictureWidth)),
  ].join('');
}

function labels({ labels: counts, otherLabels }: VersionData['metrics']): string {
  const parts = Object.entries(counts)
    .sort(([nameA, a], [nameB, b]) => b - a || byCodeUnit(nameA, nameB))
    .map(([label, value]): PlotPart => ({ label: cut(label, 40), value, colour: 'plain' }));
  if (otherLabels > 0) parts.push({ label: 'labels not counted', value: otherLabels, colour: 'plain' });
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  if (whole === 0) return '';
  return [
    paragraph('<b>Labels</b> of the kept documents:'),
    picture(bars('Documents by label', firstParts(parts, mostLabels, 'labels'), whole, pictureWidth)),
  ].join('');
}
