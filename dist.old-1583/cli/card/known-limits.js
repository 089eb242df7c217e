import { undetermined } from '../../core/language-code.js';
import { countText, shareText } from '../../quality/number-text.js';
import { recordWords } from '../../quality/record-words.js';
/** What a version's own numbers say against it, as Markdown sentences. */
export function knownLimits(manifest, recipe) {
    const { records, packing, summary, kind } = manifest;
    const isImage = kind === 'image';
    const { many } = recordWords(kind);
    const unsure = summary[`language.${undetermined}`] ?? 0;
    const labelled = summary['labels.ratio'] ?? 0;
    return [
        ...(recipe === undefined ? [] : duplicates(recipe)),
        ...(records.quarantined === 0
            ? []
            : [
                `${countText(records.quarantined)} of the records (${shareText(records.quarantined, records.in)}) could not be read and are not in it.`,
            ]),
        ...copies(manifest),
        ...(summary['pii.any.ratio'] === undefined
            ? [isImage ? 'Faces and other personal data were not looked for.' : 'Personal data was not looked for.']
            : ['Personal data is found by pattern and check digit only: names and addresses are not.']),
        ...(unsure === 0
            ? []
            : [`The language of ${shareText(unsure, 1)} of the ${isImage ? 'captions' : 'documents'} could not be told.`]),
        ...(labelled === 0 || labelled === 1 ? [] : [`${shareText(1 - labelled, 1)} of the ${many} have no label.`]),
        ...(packing === null
            ? []
            : [`${shareText(packing.paddingRatio, 1)} of the places in packed sequences are padding.`]),
        `Its makers have stated no licence here: the ${isImage ? 'images' : 'texts'} keep those of their sources.`,
    ];
}
function copies({ shards, dataset }) {
    const count = shards.reduce((sum, shard) => sum + (shard.copies ?? 0), 0);
    if (count === 0)
        return [];
    return [
        `${countText(count)} rows of the train split of ${dataset} are augmented copies, which name what they were made of in \`parent\`: whoever counts, splits or judges must leave them out. The holdout split has none.`,
    ];
}
function duplicates({ stages }) {
    const alike = stages.find(({ stage }) => stage === 'dedup-image')?.parameters['maxDistance'];
    if (typeof alike === 'number')
        return [
            `Images whose perceptual hashes differ in more than ${alike} of 64 bits were kept, cropped or turned twins among them.`,
        ];
    const near = stages.find(({ stage }) => stage === 'dedup-minhash');
    const similarity = near?.parameters['minSimilarity'];
    if (typeof similarity === 'number')
        return [
            `Duplicates less than ${shareText(similarity, 1)} similar (Jaccard similarity of word shingles) were kept, and MinHash may have missed some above it.`,
        ];
    if (stages.some(({ stage }) => stage === 'dedup-exact'))
        return ['Only exact duplicates were removed; near-duplicates were kept.'];
    return ['Duplicates were not removed.'];
}
//# sourceMappingURL=known-limits.js.map