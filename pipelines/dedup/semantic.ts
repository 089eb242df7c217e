import { z } from 'zod';
import type { EmbeddingDedup } from './dedup-stage.ts';
import type { Keep } from './walk-order.ts';

export interface SemanticParameters {
  readonly minSimilarity: number;
  readonly keep: Keep;
  readonly cells: number;
  readonly seed: number;
  readonly model?: string | undefined;
}

/**
 * Merges documents of nearly the same meaning: their vectors by a sentence model lie in one cell of a k-means, and the
 * cosine of their angle reaches `minSimilarity`. Documents on two sides of a border between cells are not compared.
 *
 * Source: A. Abbas et al., "SemDeDup: Data-efficient learning at web-scale through semantic deduplication", 2023,
 * arXiv:2303.09540. Which of a group stays differs: there the one farthest from the cell's centre, here `keep`.
 */
export const dedupSemantic: EmbeddingDedup = {
  kind: 'dedup',
  compares: 'embeddings',
  name: 'dedup-semantic',
  summary: 'Merges documents that say nearly the same in other words into one that is kept.',
  citation: 'Abbas et al., SemDeDup: Data-efficient learning at web-scale through semantic deduplication, 2023.',
  version: 1,
  files: ['model'],
  parameters: z.strictObject({
    minSimilarity: z
      .number()
      .min(0)
      .max(1)
      .default(0.9)
      .describe("Smallest cosine of the angle between two documents' vectors at which they are merged."),
    keep: z
      .enum(['first', 'last', 'longest'])
      .default('first')
      .describe('Which of similar documents stays: the first in the input, the last, or the longest.'),
    cells: z
      .int()
      .min(0)
      .max(4096)
      .default(0)
      .describe(
        'Cells inside which documents are compared; 0 takes one for each 1,000 documents, and one up to 2,000.',
      ),
    seed: z.int().min(0).max(0xffffffff).default(1).describe('Seed of the cells.'),
    model: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Folder of a BERT sentence model as sentence-transformers saves it. By default all-MiniLM-L6-v2, which reads English and the first 256 tokens of a text.',
      ),
  }),
};
