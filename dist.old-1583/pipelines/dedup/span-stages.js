import { spanParameters } from './span-parameters.js';
const repeats = { kind: 'dedup', compares: 'spans', version: 1 };
/** Takes out lines that are elsewhere, too: menus, notices, signatures. CCNet calls its lines paragraphs. */
export const dedupLines = {
    ...repeats,
    name: 'dedup-lines',
    summary: 'Takes lines out of documents that are in an earlier place, too; the first occurrence stays.',
    citation: 'Wenzek et al., CCNet, 2020, arXiv:1911.00359, where every occurrence is taken out',
    unit: 'line',
    examples: [{ records: [{ text: 'Home\nThe river turns.' }, { text: 'HOME\nThe wheel turns.' }] }],
    parameters: spanParameters('line', { span: 1, normalize: 'ccnet', minWords: 0, minSentences: 0 }),
};
/** Takes out paragraphs, parted by blank lines, that are elsewhere, too. */
export const dedupParagraphs = {
    ...repeats,
    name: 'dedup-paragraphs',
    summary: 'Takes paragraphs out of documents that are in an earlier place, too; the first occurrence stays.',
    citation: 'Soldaini et al., Dolma, 2024, arXiv:2402.00159',
    unit: 'paragraph',
    examples: [
        {
            records: [
                { text: 'The river turns.\n\nAll rights reserved.' },
                { text: 'All rights  reserved.\n\nThe wheel turns.' },
            ],
        },
    ],
    parameters: spanParameters('paragraph', { span: 1, normalize: 'fold', minWords: 0, minSentences: 0 }),
};
/** Takes out spans of three sentences that are elsewhere, too. */
export const dedupSentences = {
    ...repeats,
    name: 'dedup-sentences',
    summary: 'Takes spans of three sentences out of documents that are in an earlier place, too.',
    citation: 'Raffel et al., Exploring the Limits of Transfer Learning (T5, C4), JMLR 21, 2020, section 2.2; defaults of datatrove 0.10.1',
    unit: 'sentence',
    examples: [
        {
            records: [
                { text: 'One river. Two wheels. Three stones. All turn.' },
                { text: 'Once upon a time. One river. Two wheels. Three stones.' },
            ],
            parameters: { minWords: 3, minSentences: 1 },
        },
        { records: [{ text: 'One river. Two wheels. Three stones.' }, { text: 'One river. Two wheels. Three stones.' }] },
    ],
    parameters: spanParameters('sentence', { span: 3, normalize: 'simplify', minWords: 50, minSentences: 3 }),
};
//# sourceMappingURL=span-stages.js.map