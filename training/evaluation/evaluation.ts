import { z } from 'zod';
import { canonicalJson } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import { indentedJson } from '../../core/indented-json.ts';
import { sha256Hex } from '../../storage/digest.ts';
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
 * `evaluation.json` in a run's folder, and each file of `evaluations/`: scores of the checkpoint of a step on a split.
 *
 * - `checkpoint`: the weights of the lowest validation loss or the last ones; absent in older ones, which are of the last.
 * - `confusion.counts`: one row for each label, one column for each prediction.
 * - `against`: scores of baselines on the same samples, by their name.
 * - `texts`: what a language model wrote on from prompts; `ended` by itself, not for its length.
 */
export type Evaluation = z.infer<typeof evaluationSchema>;

/**
 * Writes `evaluations/<on>-<weights>-<digits>.json` of a run's folder, the digits being of what was `asked`: the same
 * question replaces its answer, and another one has a file of its own. The last answer is `evaluation.json`, too.
 * Gives the key of the former.
 */
export async function writeEvaluation(
  storage: Storage,
  folder: string,
  evaluation: Evaluation,
  asked: Readonly<Record<string, unknown>>,
): Promise<string> {
  const bytes = Buffer.from(indentedJson(evaluation));
  const { on, checkpoint = 'last' } = evaluation;
  const digits = sha256Hex(canonicalJson(asked)).slice(0, 8);
  const key = `${evaluationsFolder(folder)}${on}-${checkpoint}-${digits}.json`;
  await storage.put(key, bytes);
  await storage.put(`${folder}/evaluation.json`, bytes);
  return key;
}

/** The last evaluation of a run, or that under a key. Throws MillraceError `not-found` where there is none, and `bad-evaluation`. */
export async function readEvaluation(
  storage: Storage,
  folder: string,
  at = `${folder}/evaluation.json`,
): Promise<Evaluation> {
  const bytes = await storage.get(at);
  try {
    return evaluationSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    throw new MillraceError('bad-evaluation', 'it does not describe an evaluation', { at, cause: error });
  }
}

/** All evaluations of a run, by the names of their files. */
export async function readEvaluations(storage: Storage, folder: string): Promise<readonly Evaluation[]> {
  const listed = await storage.list(evaluationsFolder(folder));
  const keys = listed.map(({ key }) => key).filter((key) => key.endsWith('.json'));
  return await Promise.all(keys.sort().map((key) => readEvaluation(storage, folder, key)));
}

function evaluationsFolder(folder: string): string {
  return `${folder}/evaluations/`;
}
