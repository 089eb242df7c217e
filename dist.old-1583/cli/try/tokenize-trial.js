import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.js';
import { checkValue, problemText } from '../../recipes/check-value.js';
import { readTokenizer } from '../read-tokenizer.js';
const parametersSchema = z.strictObject({ tokenizer: z.string().min(1) });
/** Answers `{ids}`, the file's template included. Throws a usage error: `parameters-invalid`, `tokenizer-not-found`, or what the tokenizer says of its file. */
export async function tokenizeTrial(parameters) {
    const checked = checkValue(parametersSchema, parameters);
    if (!checked.ok)
        throw new MillraceError('parameters-invalid', problemText(checked.problems[0]), {
            kind: 'usage',
            at: '--params of tokenize',
            hint: `give {"tokenizer": "path of a tokenizer.json"}`,
        });
    const tokenizer = openTokenizer(await readTokenizer(checked.value.tokenizer));
    return { format: 'text', answer: ({ text }) => ({ ids: Array.from(tokenizer.encodeWhole(text)) }) };
}
//# sourceMappingURL=tokenize-trial.js.map