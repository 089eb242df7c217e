import { z } from 'zod';
import { canonicalJson } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';

const scores = z.record(z.string(), z.number());
const evaluationSchema = z.strictObject({
  format: z.literal('millrace-evaluation/1'),
  run: z.string(),
  step: z.int().nonnegative(),
  checkpoint: z.enum(['best', 'last']).exactOptional(),
  on: z.enum(['holdout', 'train']),
  samples: z.int().nonnegative(),
  metrics: scores,
  confusion: z.strictObject({ classes: z.array(z.string()), counts: z.array(z.array(z.int())) }).exactOptional(),
  against: z.record(z.string(), scores).exactOptional(),
  texts: z.array(z.strictObject({ prompt: z.string(), text: z.string(), ended: z.boolean() })).exactOptional(),
});

/**
 * `evaluation.json` in a run's folder: scores of the checkpoint of a step on a split.
 *
 * - `checkpoint`: the weights of the lowest validation loss or the last ones; absent in older ones, which are of the last.
 * - `confusion.counts`: one row for each label, one column for each prediction.
 * - `against`: scores of baselines on the same samples, by their name.
 * - `texts`: what a language model wrote on from prompts; `ended` by itself, not for its length.
 */
export type Evaluation = z.infer<typeof evaluationSchema>;

/** Replaces `evaluation.json` of a run's folder. */
export async function writeEvaluation(storage: Storage, folder: string, evaluation: Evaluation): Promise<void> {
  const sorted: unknown = JSON.parse(canonicalJson(evaluation));
  await storage.put(`${folder}/evaluation.json`, Buffer.from(`${JSON.stringify(sorted, null, 2)}\n`));
}

/** Throws MillraceError `not-found` where the run was not judged, and `bad-evaluation`. */
export async function readEvaluation(storage: Storage, folder: string): Promise<Evaluation> {
  const at = `${folder}/evaluation.json`;
  const bytes = await storage.get(at);
  try {
    return evaluationSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    throw new MillraceError('bad-evaluation', 'it does not describe an evaluation', { at, cause: error });
  }
}
