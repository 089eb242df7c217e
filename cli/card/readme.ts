import { formatByteSize } from '../../core/byte-size.ts';
import { fateNames } from '../../core/fate.ts';
import { reasonCounts } from '../../quality/fates-table.ts';
import { gateText } from '../../quality/gate-text.ts';
import { countText, numberText, shareText } from '../../quality/number-text.ts';
import { driftWord } from '../../quality/report/drift-word.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { splitsOf } from './card-files.ts';
import { cardSentence } from './card-sentence.ts';
import { frontMatter } from './front-matter.ts';
import { knownLimits } from './known-limits.ts';
import { recipeOf } from './lineage-recipe.ts';
import { loadingSection } from './loading-section.ts';
import { makingSection } from './making-section.ts';
import { markdownCode, markdownTable, markdownText } from './markdown.ts';
import { reproductionSection } from './reproduction-section.ts';

const mostReasons = 30;

/**
 * A version's dataset card: Markdown with YAML front matter, all of it from the manifest. Paths are relative to the
 * dataset's folder in the store. Equal manifests give equal text. Another place for the files needs its own front
 * matter and section on loading.
 */
export function readme(
  stored: StoredManifest,
  matter = frontMatter(stored.manifest),
  loading: readonly string[] = loadingSection(stored.manifest),
): string {
  const { manifest } = stored;
  const recipe = recipeOf(manifest);
  const sections = [
    `# ${markdownText(manifest.dataset)}`,
    markdownText(cardSentence(manifest)),
    filesSection(manifest),
    ...loading,
    ...makingSection(manifest, recipe),
    fatesSection(manifest),
    numbersSection(manifest),
    sharesSection(
      'Languages',
      'language',
      'Shares of the documents, as a classifier (lid.176) sees them; `und` where it is not sure.',
      manifest,
    ),
    sharesSection('Labels', 'label', 'Shares of the labelled documents.', manifest),
    piiSection(manifest),
    gatesSection(manifest),
    driftSection(manifest),
    section(
      'Known limits',
      knownLimits(manifest, recipe)
        .map((limit) => `- ${limit}`)
        .join('\n'),
    ),
    ...reproductionSection(stored, recipe),
  ];
  return `${matter}\n${sections.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(heading: string, ...parts: readonly string[]): string {
  const shown = parts.filter((part) => part !== '');
  return shown.length === 0 ? '' : [`## ${heading}`, ...shown].join('\n\n');
}

function filesSection(manifest: Manifest): string {
  const rows = splitsOf(manifest).map(({ content, split, rows: count, tokens, bytes, shards }) => [
    content,
    split,
    countText(count),
    content === 'tokens' ? countText(tokens) : '',
    countText(shards.length),
    formatByteSize(bytes),
  ]);
  return markdownTable(['content', 'split', 'rows', 'tokens', 'files', 'size'], rows, [2, 3, 4, 5]);
}

function fatesSection({ records, reasons, sources = [] }: Manifest): string {
  const fates = fateNames.map((fate) => [fate, countText(records[fate]), shareText(records[fate], records.in)]);
  const counts = reasonCounts(reasons);
  const why = counts
    .slice(0, mostReasons)
    .map(({ stage, reason, count }) => [
      markdownCode(stage),
      markdownCode(reason),
      countText(count),
      shareText(count, records.in),
    ]);
  const rest = counts.length - why.length;
  const bySource = sources.map(({ source, format, records: own, characters, tokens }) => [
    markdownCode(source),
    format,
    countText(own.in),
    countText(own.kept),
    shareText(own.kept, own.in),
    countText(characters),
    countText(tokens),
  ]);
  return section(
    'What became of the records',
    'Every record that was read has one fate, stored with its evidence.',
    markdownTable(['fate', 'records', 'share'], fates, [1, 2]),
    markdownTable(['stage', 'reason', 'records', 'share'], why, [2, 3]),
    rest > 0 ? `${countText(rest)} rarer reasons are in the manifest.` : '',
    markdownTable(['source', 'format', 'records', 'kept', 'share', 'characters', 'tokens'], bySource, [2, 3, 4, 5, 6]),
  );
}

const lengthText = (value: number): string => (value >= 1000 ? countText(value) : numberText(value));

const spreads = [
  { name: 'length', meaning: 'characters in a document', text: lengthText },
  { name: 'words', meaning: 'words in a document', text: lengthText },
  { name: 'tokens', meaning: 'tokens in a document', text: lengthText },
  { name: 'repetition', meaning: 'of a document in repeated lines', text: (value: number) => shareText(value, 1) },
] as const;

function numbersSection({ summary }: Manifest): string {
  const rows = spreads.flatMap(({ name, meaning, text }) => {
    const values = ['min', 'p05', 'p50', 'mean', 'p95', 'max'].map((last) => summary[`${name}.${last}`]);
    return values.some((value) => value === undefined) ? [] : [[meaning, ...values.map((value = 0) => text(value))]];
  });
  const scripts = Object.entries(summary)
    .filter(([name, share]) => name.startsWith('script.') && share > 0)
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .map(([name, share]) => `${name.slice('script.'.length)} ${shareText(share, 1)}`);
  return section(
    'Numbers',
    markdownTable(['', 'least', '5 %', 'median', 'mean', '95 %', 'most'], rows, [1, 2, 3, 4, 5, 6]),
    scripts.length === 0 ? '' : `Letters by writing system: ${scripts.join(', ')}.`,
  );
}

function sharesSection(heading: string, prefix: string, lead: string, { summary }: Manifest): string {
  const rows = Object.entries(summary)
    .filter(([name, share]) => name.startsWith(`${prefix}.`) && share > 0)
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .map(([name, share]) => [markdownCode(name.slice(prefix.length + 1)), shareText(share, 1)]);
  return rows.length === 0 ? '' : section(heading, lead, markdownTable([prefix, 'share'], rows, [1]));
}

function piiSection({ summary }: Manifest): string {
  const rows = Object.entries(summary)
    .filter(([name]) => name.startsWith('pii.') && name !== 'pii.any.ratio')
    .map(([name, share]) => [markdownCode(name.slice('pii.'.length).replace(/\.ratio$/, '')), shareText(share, 1)]);
  const any = summary['pii.any.ratio'];
  if (any === undefined) return '';
  return section(
    'Personal data',
    `Found by pattern and check digit in ${shareText(any, 1)} of the documents:`,
    markdownTable(['kind', 'documents'], rows, [1]),
  );
}

function gatesSection({ gates, gatesPassed, dataset, version }: Manifest): string {
  if (gates.length === 0) return '';
  const verdict = gatesPassed
    ? 'All required gates passed.'
    : `A required gate failed: \`${dataset}@latest\` did not move to version ${version} by itself.`;
  const lines = gates.map((gate) => {
    const word = gate.passed ? 'passed' : gate.severity === 'warn' ? 'warning' : 'failed';
    return `- ${word}: ${markdownText(gateText(gate))}`;
  });
  return section('Gates', verdict, lines.join('\n'));
}

function driftSection({ drift }: Manifest): string {
  if (drift === undefined || drift === null) return '';
  const rows = Object.entries(drift.metrics)
    .sort(([a, one], [b, other]) => other.psi - one.psi || (a < b ? -1 : 1))
    .map(([name, distance]) => [
      markdownCode(name),
      driftWord(distance),
      ...[distance.psi, distance.js].map(numberText),
      distance.ks === null ? '–' : numberText(distance.ks),
    ]);
  return section(
    'Drift',
    `Distances of distributions from version ${drift.against.version}, the last good one before: population stability index, Jensen–Shannon divergence in bits, Kolmogorov–Smirnov statistic.`,
    markdownTable(['distribution', '', 'PSI', 'JS', 'KS'], rows, [2, 3, 4]),
  );
}
