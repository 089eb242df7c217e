import { findImageStage } from '../../pipelines/image-registry.js';
import { findStage } from '../../pipelines/registry.js';
import { countText } from '../../quality/number-text.js';
import { recordWords } from '../../quality/record-words.js';
import { markdownCode, markdownTable, markdownText } from './markdown.js';
/** How a version was made: sources, stages with their sources in print, tokenizer and packing. */
export function makingSection(manifest, recipe) {
    if (recipe === undefined)
        return [];
    const sources = recipe.sources.map(({ format, path }) => `- ${markdownCode(path)}, read as ${markdownText(format)}`);
    const left = leftByStage(manifest);
    const stages = recipe.stages.map(({ stage, when }, place) => {
        const known = manifest.kind === 'image' ? findImageStage(stage) : findStage(stage);
        return [
            String(place + 1),
            when === undefined ? markdownCode(stage) : `${markdownCode(stage)} when ${markdownCode(JSON.stringify(when))}`,
            markdownText(known?.summary ?? ''),
            citationText(known?.citation ?? ''),
            // A stage that stands twice has one count for both.
            recipe.stages.findIndex((other) => other.stage === stage) === place ? countText(left.get(stage) ?? 0) : '',
        ];
    });
    const { tokenizer } = manifest.lineage;
    return [
        '## How it was made',
        sources.join('\n'),
        markdownTable(['', 'stage', 'what it does', 'after', 'records that left'], stages, [0, 4]),
        tokenizer === null ? '' : tokens(manifest, recipe, tokenizer.vocabulary),
        ...augmentation(manifest, recipe),
    ];
}
function augmentation({ shards, kind }, { augment }) {
    if (augment === null)
        return [];
    const rows = shards.reduce((sum, { copies = 0 }) => sum + copies, 0);
    const operations = augment.operations.map(({ name }) => markdownCode(name)).join(', ');
    return [
        `Augmented copies: ${countText(augment.copies)} of each ${recordWords(kind).one} of the train split, ${countText(rows)} rows, by ${operations} with seed ${augment.seed}. A copy keeps its label, and names what it was made of in \`parent\`.`,
    ];
}
function tokens({ packing }, recipe, vocabulary) {
    const trained = recipe.tokenizer !== null && 'train' in recipe.tokenizer;
    const size = `${countText(vocabulary)} tokens`;
    const kind = trained ? `byte-level BPE of ${size}, trained on the kept documents` : `of ${size}, given by the recipe`;
    const how = recipe.pack['strategy'] === 'concatenate' ? 'one after the other' : 'by best fit';
    const packed = packing === null
        ? ''
        : ` Documents are packed into sequences of ${countText(packing.length)} tokens ${how}; ${countText(packing.splitDocuments)} are split.`;
    return `Tokenizer: ${kind}.${packed}`;
}
/** A citation that is an address is a link. */
function citationText(citation) {
    return /^https:\/\/[^\s<>|]+$/.test(citation) ? `<${citation}>` : markdownText(citation);
}
function leftByStage({ reasons }) {
    const left = new Map();
    for (const [key, count] of Object.entries(reasons)) {
        const stage = key.slice(0, key.indexOf('.'));
        left.set(stage, (left.get(stage) ?? 0) + count);
    }
    return left;
}
//# sourceMappingURL=making-section.js.map