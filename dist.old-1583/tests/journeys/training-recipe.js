import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mails } from './mail-store.js';
/** Steps between the checkpoints of the runs below, and their steps in all. */
export const checkpointEvery = 5;
export const steps = 40;
/** One small run over samples of 32 tokens, with all that its state consists of: moments, dropout, accumulation. */
export const tinyRun = `{ name: tiny, model: gpt, objective: causal, layers: 1, heads: 2, width: 32, dropout: 0.1, \
steps: ${steps}, batch: 16, accumulate: 2, checkpointEvery: ${checkpointEvery}, evaluateEvery: 10, evaluateBatches: 2, \
device: cpu }`;
/** Writes a recipe over real mails whose names match `pattern` that builds in seconds. `more` has `train` and the rest. */
export function writeTrainingRecipe(folder, pattern, more) {
    const path = join(folder, 'mail.yaml');
    writeFileSync(path, `version: 1
dataset: mail
kind: text
sources: [ { format: mail, path: '${mails}*/${pattern}', label: folder } ]
stages: [ extract-html, normalize, dedup-exact: { normalize: fold } ]
tokenizer: { train: { vocabulary: 400 } }
pack: { length: 32 }
output: { holdout: 0.2 }
${more}
`);
    return path;
}
//# sourceMappingURL=training-recipe.js.map