import type { SpanDedup } from './dedup-stage.ts';
import { spanParameters } from './span-parameters.ts';

const repeats = { kind: 'dedup', compares: 'spans', version: 1 } as const;

/** Takes out lines that are elsewhere, too: menus, notices, signatures. CCNet calls its lines paragraphs. */
export const dedupLines: SpanDedup = {
  ...repeats,
  name: 'dedup-lines',
  summary: 'Takes lines out of documents that are in an earlier place, too; the first occurrence stays.',
  citation: 'Wenzek et al., CCNet, 2020, arXiv:1911.00359, where every occurrence is taken out',
  unit: 'line',
  examples: [{ records: [{ text: 'Home\nThe river turns.' }, { text: 'HOME\nThe wheel turns.' }] }],
  parameters: spanParameters('line', { span: 1, normalize: 'ccnet', minWords: 0, minSentences: 0 }),
};

/** Takes out paragraphs, parted by blank lines, that are elsewhere, too. */
export const dedupParagraphs: SpanDedup = {
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
export const dedupSentences: SpanDedup = {
  ...repeats,
  name: 'dedup-sentences',
  summary: 'Takes spans of three sentences out of documents that are in an earlier place, too.',
  citation:
    'Raffel et al., Exploring the Limits of Transfer Learning (T5, C4), JMLR 21, 2020, section 2.2; defaults of datatrove 0.10.1',
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

/** Takes out whatever is elsewhere, too, and long enough, wherever it begins. */
export const dedupSubstrings: SpanDedup = {
  ...repeats,
  name: 'dedup-substrings',
  summary: 'Takes runs of fifty words or more out of documents that are in an earlier place, too.',
  citation:
    'Lee et al., Deduplicating Training Data Makes Language Models Better, 2021, arXiv:2107.06499 (ExactSubstr), with words in the place of tokens; RefinedWeb cuts so',
  unit: 'word',
  sifts: true,
  examples: [
    {
      records: [
        { text: 'Once upon a time the river turned the wheel.' },
        { text: 'They say: upon a time the river turned and ran dry.' },
        { text: '从前，河水推动着水车。' },
        { text: '据说河水推动着水车不停。' },
      ],
      parameters: { span: 6 },
    },
  ],
  parameters: spanParameters('word', { span: 50, normalize: 'none', minWords: 0, minSentences: 0 }),
};
