import { z } from 'zod';
import type { Json } from '../../core/canonical-json.ts';
import type { Document } from '../../core/document.ts';
import { type Drop, drop } from '../../core/verdict.ts';
import { fileStamp } from '../file-stamp.ts';
import { defineTransform, type Noted } from '../stage.ts';
import { cutRuns } from './cut-runs.ts';
import { type Contamination, findContamination } from './find-contamination.ts';
import { type NgramIndex, openIndexBuilder } from './ngram-index.ts';
import { readTestSets } from './read-test-sets.ts';
import { hashWords, openWordHashes } from './word-hashes.ts';

const parameters = z.strictObject({
  against: z
    .array(z.string().min(1))
    .min(1)
    .describe(
      "Test sets: files or patterns, relative to the recipe's folder; `.jsonl` and `.parquet` by their `fields`, of others each line.",
    ),
  fields: z
    .array(z.string().min(1))
    .min(1)
    .default(['text'])
    .describe('Columns of `.jsonl` and `.parquet` files whose texts, joined, are an item; `column.part` of objects.'),
  ngram: z.int().min(2).max(64).default(13).describe('Words in an n-gram.'),
  shortest: z
    .int()
    .min(1)
    .default(8)
    .describe(
      'An item of fewer words than `ngram`, and at least so many, is looked for as a whole; others are left out.',
    ),
  maxItems: z
    .int()
    .min(1)
    .optional()
    .describe('Leave out n-grams that more items have than this: what a template puts into all of them.'),
  minMatches: z.int().min(1).default(1).describe('Fewest n-grams of a document, found in test items, that count.'),
  minShare: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe("Smallest share of a document's words in such n-grams that counts."),
  action: z.enum(['drop', 'cut']).default('drop').describe('`drop` the document, or `cut` what was found out of it.'),
  around: z.int().min(0).default(200).describe('With `cut`: code units that are cut before and after what was found.'),
  minPiece: z.int().min(0).default(200).describe('With `cut`: a part that is left with fewer code units is cut too.'),
  maxPieces: z.int().min(1).default(10).describe('With `cut`: a document that falls into more parts is dropped.'),
});
type Parameters = z.infer<typeof parameters>;

/** What a thread has read, by parameters as text; a stage's own, by its parameters. */
const read = new Map<string, { readonly stamp: string; readonly index: NgramIndex }>();
const prepared = new WeakMap<Parameters, NgramIndex>();
const own = openWordHashes();

/** Training text without what tests ask. Each fate names the item that was found. */
export const decontaminate = defineTransform<Parameters>({
  name: 'decontaminate',
  summary: 'Drops documents that repeat n-grams of test sets, or cuts these out.',
  citation:
    'Brown et al., Language Models are Few-Shot Learners, 2020, arXiv:2005.14165, appendix C; `NGramsDecontFilter` of datatrove',
  version: 2,
  parameters,
  files: ['against'],
  examples: [
    {
      text: 'Quiz night! How many mills stood between the bridge and the mouth of the river, in the year of the FLOOD?',
      parameters: { against: ['test.txt'] },
      files: {
        'test.txt': 'How many mills stood between the bridge and the mouth of the river in the year of the flood?',
      },
    },
  ],
  prepare: async (parameters) => {
    const { against, fields, ngram, shortest, maxItems } = parameters;
    const key = JSON.stringify([against, fields, ngram, shortest, maxItems ?? null]);
    const stamp = against.map(fileStamp).join();
    const known = read.get(key);
    const index = known?.stamp === stamp ? known.index : await buildIndex(parameters);
    read.set(key, { stamp, index });
    prepared.set(parameters, index);
  },
  rewrites: ({ action }) => action === 'cut',
  transform,
});

async function buildIndex({ against, fields, ngram, shortest, maxItems }: Parameters): Promise<NgramIndex> {
  const builder = openIndexBuilder({ ngram, shortest, maxItems: maxItems ?? null });
  for await (const { name, text } of readTestSets(against, fields)) {
    hashWords(text, own);
    builder.add(name, own);
  }
  return builder.finish();
}

function transform(document: Document, parameters: Parameters): Document | Drop | Noted {
  const index = prepared.get(parameters);
  if (index === undefined) throw new Error('decontaminate was not prepared');
  hashWords(document.text, own);
  const found = findContamination(index, own);
  const { matches, words, runs } = found;
  const { minMatches, minShare, action, around, minPiece, maxPieces } = parameters;
  if (matches < minMatches || words < minShare * own.length) return document;
  const evidence = evidenceOf(found, own.length);
  if (action === 'drop') return drop('contaminated', matches, minMatches, evidence);
  const { kept, parts, cut } = cutRuns(document.text, runs, around, minPiece);
  if (parts > maxPieces) return drop('contaminated-pieces', parts, maxPieces, evidence);
  if (kept.length === 0) return drop('contaminated', matches, minMatches, evidence);
  return { document: { ...document, text: kept.join('\n\n') }, evidence: { ...evidence, cut } };
}

function evidenceOf({ matches, words, items }: Contamination, all: number): { readonly [key: string]: Json } {
  const share = Math.round((1e6 * words) / all) / 1e6;
  return { matches, share, items: items.map(({ item, ngram, words: found }) => ({ item, ngram, words: found })) };
}
