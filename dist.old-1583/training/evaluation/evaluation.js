import { z } from 'zod';
import { canonicalJson } from '../../core/canonical-json.js';
import { MillraceError } from '../../core/errors.js';
const scores = z.record(z.string(), z.number());
const evaluationSchema = z.strictObject({
    format: z.literal('millrace-evaluation/1'),
    run: z.string(),
    step: z.int().nonnegative(),
    on: z.enum(['holdout', 'train']),
    samples: z.int().nonnegative(),
    metrics: scores,
    confusion: z.strictObject({ classes: z.array(z.string()), counts: z.array(z.array(z.int())) }).exactOptional(),
    against: z.record(z.string(), scores).exactOptional(),
});
/** Replaces `evaluation.json` of a run's folder. */
export async function writeEvaluation(storage, folder, evaluation) {
    const sorted = JSON.parse(canonicalJson(evaluation));
    await storage.put(`${folder}/evaluation.json`, Buffer.from(`${JSON.stringify(sorted, null, 2)}\n`));
}
/** Throws MillraceError `not-found` where the run was not judged, and `bad-evaluation`. */
export async function readEvaluation(storage, folder) {
    const at = `${folder}/evaluation.json`;
    const bytes = await storage.get(at);
    try {
        return evaluationSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    }
    catch (error) {
        throw new MillraceError('bad-evaluation', 'it does not describe an evaluation', { at, cause: error });
    }
}
//# sourceMappingURL=evaluation.js.map