import { formatByteSize } from '../../core/byte-size.js';
import { fateNames } from '../../core/fate.js';
import { reasonCounts } from '../../quality/fates-table.js';
import { gateText } from '../../quality/gate-text.js';
import { countText, numberText, shareText } from '../../quality/number-text.js';
import { recordWords } from '../../quality/record-words.js';
import { driftWord } from '../../quality/report/drift-word.js';
import { imageColumns } from './card-columns.js';
import { splitsOf } from './card-files.js';
import { cardSentence } from './card-sentence.js';
import { frontMatter } from './front-matter.js';
import { knownLimits } from './known-limits.js';
import { recipeOf } from './lineage-recipe.js';
import { loadingSection } from './loading-section.js';
import { makingSection } from './making-section.js';
import { markdownCode, markdownTable, markdownText } from './markdown.js';
import { reproductionSection } from './reproduction-section.js';
const mostReasons = 30;
/**
 * A version's dataset card: Markdown with YAML front matter, all of it from the manifest. Paths are relative to the
 * dataset's folder in the store. Equal manifests give equal text. Another place for the files needs its own front
 * matter and section on loading.
 */
export function readme(stored, matter = frontMatter(stored.manifest), loading = loadingSection(stored.manifest)) {
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
        sharesSection('Languages', 'language', `Shares of the ${manifest.kind === 'image' ? 'captions' : 'documents'}, as a classifier (lid.176) sees them; \`und\` where it is not sure.`, manifest),
        sharesSection('Labels', 'label', `Shares of the labelled ${recordWords(manifest.kind).many}.`, manifest),
        sharesSection('Formats', 'format', 'Shares of the images, by the format of their file.', manifest),
        columnsSection(manifest),
        piiSection(manifest),
        gatesSection(manifest),
        driftSection(manifest),
        section('Known limits', knownLimits(manifest, recipe)
            .map((limit) => `- ${limit}`)
            .join('\n')),
        ...reproductionSection(stored, recipe),
    ];
    return `${matter}\n${sections.filter((part) => part !== '').join('\n\n')}\n`;
}
function section(heading, ...parts) {
    const shown = parts.filter((part) => part !== '');
    return shown.length === 0 ? '' : [`## ${heading}`, ...shown].join('\n\n');
}
function filesSection(manifest) {
    const isImage = manifest.kind === 'image';
    const rows = splitsOf(manifest).map(({ content, split, rows: count, tokens, copies, bytes, shards }) => [
        content,
        split,
        countText(count),
        content === 'documents' ? '' : countText(isImage ? copies : tokens),
        countText(shards.length),
        formatByteSize(bytes),
    ]);
    const headings = ['content', 'split', 'rows', isImage ? 'of these copies' : 'tokens', 'files', 'size'];
    return markdownTable(headings, rows, [2, 3, 4, 5]);
}
/** The columns of images, of which there are many; those of documents say themselves what they are. */
function columnsSection({ kind }) {
    if (kind !== 'image')
        return '';
    const rows = imageColumns.map(({ name, dtype, meaning }) => [markdownCode(name), dtype, meaning]);
    return section('Columns', markdownTable(['column', 'type', ''], rows));
}
function fatesSection({ records, reasons, kind, sources = [] }) {
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
        ...(kind === 'image' ? [] : [countText(characters), countText(tokens)]),
    ]);
    const amounts = kind === 'image' ? [] : ['characters', 'tokens'];
    return section('What became of the records', 'Every record that was read has one fate, stored with its evidence.', markdownTable(['fate', 'records', 'share'], fates, [1, 2]), markdownTable(['stage', 'reason', 'records', 'share'], why, [2, 3]), rest > 0 ? `${countText(rest)} rarer reasons are in the manifest.` : '', markdownTable(['source', 'format', 'records', 'kept', 'share', ...amounts], bySource, [2, 3, 4, 5, 6]));
}
const lengthText = (value) => (value >= 1000 ? countText(value) : numberText(value));
const spreads = [
    { name: 'length', meaning: 'characters in a document', text: lengthText },
    { name: 'words', meaning: 'words in a document', text: lengthText },
    { name: 'tokens', meaning: 'tokens in a document', text: lengthText },
    { name: 'repetition', meaning: 'of a document in repeated lines', text: (value) => shareText(value, 1) },
    { name: 'width', meaning: 'pixels of an image from left to right', text: lengthText },
    { name: 'height', meaning: 'pixels of an image from top to bottom', text: lengthText },
    { name: 'aspect', meaning: 'longer by shorter side', text: numberText },
    { name: 'imageBytes', meaning: 'bytes of an image file', text: lengthText },
    { name: 'sharpness', meaning: 'sharpness', text: lengthText },
    { name: 'colourfulness', meaning: 'colourfulness', text: numberText },
    { name: 'brightness', meaning: 'brightness, from 0 to 255', text: numberText },
    { name: 'entropy', meaning: 'bits of entropy of the luma', text: numberText },
    { name: 'captionCharacters', meaning: 'characters in a caption', text: lengthText },
];
function numbersSection({ summary }) {
    const rows = spreads.flatMap(({ name, meaning, text }) => {
        const values = ['min', 'p05', 'p50', 'mean', 'p95', 'max'].map((last) => summary[`${name}.${last}`]);
        return values.some((value) => value === undefined) ? [] : [[meaning, ...values.map((value = 0) => text(value))]];
    });
    const scripts = Object.entries(summary)
        .filter(([name, share]) => name.startsWith('script.') && share > 0)
        .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
        .map(([name, share]) => `${name.slice('script.'.length)} ${shareText(share, 1)}`);
    return section('Numbers', markdownTable(['', 'least', '5 %', 'median', 'mean', '95 %', 'most'], rows, [1, 2, 3, 4, 5, 6]), scripts.length === 0 ? '' : `Letters by writing system: ${scripts.join(', ')}.`);
}
function sharesSection(heading, prefix, lead, { summary }) {
    const rows = Object.entries(summary)
        .filter(([name, share]) => name.startsWith(`${prefix}.`) && share > 0)
        .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
        .map(([name, share]) => [markdownCode(name.slice(prefix.length + 1)), shareText(share, 1)]);
    return rows.length === 0 ? '' : section(heading, lead, markdownTable([prefix, 'share'], rows, [1]));
}
function piiSection({ summary }) {
    const rows = Object.entries(summary)
        .filter(([name]) => name.startsWith('pii.') && name !== 'pii.any.ratio')
        .map(([name, share]) => [markdownCode(name.slice('pii.'.length).replace(/\.ratio$/, '')), shareText(share, 1)]);
    const any = summary['pii.any.ratio'];
    if (any === undefined)
        return '';
    return section('Personal data', `Found by pattern and check digit in ${shareText(any, 1)} of the documents:`, markdownTable(['kind', 'documents'], rows, [1]));
}
function gatesSection({ gates, gatesPassed, dataset, version }) {
    if (gates.length === 0)
        return '';
    const verdict = gatesPassed
        ? 'All required gates passed.'
        : `A required gate failed: \`${dataset}@latest\` did not move to version ${version} by itself.`;
    const lines = gates.map((gate) => {
        const word = gate.passed ? 'passed' : gate.severity === 'warn' ? 'warning' : 'failed';
        return `- ${word}: ${markdownText(gateText(gate))}`;
    });
    return section('Gates', verdict, lines.join('\n'));
}
function driftSection({ drift }) {
    if (drift === undefined || drift === null)
        return '';
    const rows = Object.entries(drift.metrics)
        .sort(([a, one], [b, other]) => other.psi - one.psi || (a < b ? -1 : 1))
        .map(([name, distance]) => [
        markdownCode(name),
        driftWord(distance),
        ...[distance.psi, distance.js].map(numberText),
        distance.ks === null ? '–' : numberText(distance.ks),
    ]);
    return section('Drift', `Distances of distributions from version ${drift.against.version}, the last good one before: population stability index, Jensen–Shannon divergence in bits, Kolmogorov–Smirnov statistic.`, markdownTable(['distribution', '', 'PSI', 'JS', 'KS'], rows, [2, 3, 4]));
}
//# sourceMappingURL=readme.js.map