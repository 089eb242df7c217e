import { z } from 'zod';
import type { EmbeddingDedup, Merging } from './dedup-stage.ts';
import { against } from './merging-parameters.ts';

export interface SemanticParameters extends Merging {
  readonly minSimilarity: number;
  readonly cells: number;
  readonly probes: number;
  readonly seed: number;
  readonly model?: string | undefined;
}

/**
 * Merges documents of nearly the same meaning: the cosine of the angle between their vectors by a sentence model reaches
 * `minSimilarity`. Two are compared where the cell of a k-means that is nearest to one is among the `probes` nearest to the
 * other.
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
  version: 2,
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
    against,
    cells: z
      .int()
      .min(0)
      .max(4096)
      .default(0)
      .describe(
        'Cells inside which documents are compared; 0 takes one for each 1,000 documents, and one up to 10,000.',
      ),
    probes: z
      .int()
      .min(1)
      .max(16)
      .default(3)
      .describe(
        'Nearest cells of a document, in each of which it is compared with those that it is the nearest cell of: more miss fewer twins on two sides of a border.',
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
