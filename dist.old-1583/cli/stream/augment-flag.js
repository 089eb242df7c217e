import { MillraceError } from '../../core/errors.js';
/** The operations on images that `--augment` names. Throws MillraceError `bad-augment` (usage). */
export async function imageSteps(text) {
    const { trainAugmentSchema } = await import('../../recipes/augment-schema.js');
    return stepsOf(text, trainAugmentSchema, '[{"random-resized-crop":{"size":224}}]');
}
/** The operations on texts that `--augment` names; paths in them are relative to the current folder. Throws as above. */
export async function textSteps(text) {
    const { textStepsSchema } = await import('../../recipes/augment-schema.js');
    return stepsOf(text, textStepsSchema, '["aeda",{"random-deletion":{"p":0.05}}]');
}
async function stepsOf(text, schema, example) {
    const { checkValue, problemText } = await import('../../recipes/check-value.js');
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw badAugment(`expected JSON, such as ${example}`);
    }
    const checked = checkValue(schema, value);
    if (checked.ok)
        return checked.value;
    throw badAugment(problemText(checked.problems[0]));
}
function badAugment(message) {
    return new MillraceError('bad-augment', `--augment: ${message}`, {
        kind: 'usage',
        hint: 'docs/augmentation.md lists the operations and their parameters',
    });
}
//# sourceMappingURL=augment-flag.js.map