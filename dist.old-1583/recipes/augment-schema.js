import { z } from 'zod';
import { augmentations, batchAugmentations } from '../pipelines/augment/registry.js';
import { textAugmentationOf, textAugmentations } from '../pipelines/text-augment/registry.js';
import { checkValue, found, problemText } from './check-value.js';
/** `augment` of a train run: operations in order, those on batches last. Each is a name, or a map of one name. */
export const trainAugmentSchema = z
    .array(stepSchema([...augmentations, ...batchAugmentations]))
    .superRefine((steps, context) => {
    const batched = new Set(batchAugmentations.map(({ name }) => name));
    for (const [index, { name }] of steps.entries()) {
        const next = steps[index + 1];
        if (!batched.has(name) || next === undefined || batched.has(next.name))
            continue;
        const message = `expected "${name}", which mixes batches, after all operations on images, found "${next.name}" after it`;
        context.addIssue({ code: 'custom', path: [index], message });
    }
})
    .describe('Augmentations of the training images, in order; see docs/augmentation.md.');
/** Operations on texts, in order. */
export const textStepsSchema = z.array(stepSchema(textAugmentations));
/** `augment` of a train run on text: a run is settled by its recipe alone, so nothing in it reads another file. */
export const textStepsOfRun = textStepsSchema
    .superRefine((steps, context) => {
    for (const [index, { name, parameters }] of steps.entries()) {
        const { external, files = [] } = textAugmentationOf(name);
        const file = files.find((each) => parameters[each] !== undefined);
        if (external !== true && file === undefined)
            continue;
        const found = external === true ? `"${name}", which asks a program` : `the file of ${file}`;
        const message = `expected an operation that needs the text alone, found ${found}: write copies with the recipe's own augment`;
        context.addIssue({ code: 'custom', path: [index], message });
    }
})
    .describe('What is done to the text of each training sample, each epoch anew; see docs/augmentation.md.');
/** The top-level `augment` of a recipe of images. */
export const imageCopiesSchema = copiesSchema(augmentations, 'images');
/** The top-level `augment` of a recipe of texts. */
export const textCopiesSchema = copiesSchema(textAugmentations, 'texts');
function copiesSchema(definitions, what) {
    return z
        .strictObject({
        copies: z.int().min(1).max(1000).default(1).describe('Augmented copies of each kept record, beside the record.'),
        seed: z
            .int()
            .min(0)
            .max(2 ** 31 - 1)
            .default(0)
            .describe('Of the draws; the copies are those of epochs 0, 1, … on the fly.'),
        operations: z
            .array(stepSchema(definitions))
            .min(1)
            .describe(`Operations on ${what}, in order; see docs/augmentation.md.`),
    })
        .describe('Augmented copies that are written to the shards.');
}
function stepSchema(definitions) {
    const names = definitions.map(({ name }) => name);
    const byName = Object.fromEntries(definitions.map(({ name, summary, parameters }) => [name, parameters.nullable().optional().describe(summary)]));
    const oneKey = z
        .strictObject(byName)
        .refine((value) => Object.keys(value).length === 1, {
        error: ({ input }) => `expected exactly one operation, found ${Object.keys(input ?? {}).length} keys`,
    })
        .meta({ minProperties: 1, maxProperties: 1 });
    return z
        .union([z.enum(names, { error: (issue) => laterUse(issue.input, names) }), oneKey])
        .transform((item, context) => {
        const name = typeof item === 'string' ? item : Object.keys(item)[0];
        const definition = definitions.find((each) => each.name === name);
        if (name === undefined || definition === undefined)
            return z.NEVER;
        const given = typeof item === 'string' ? null : item[name];
        const parameters = given === null ? checkValue(definition.parameters, {}) : { ok: true, value: given };
        if (parameters.ok)
            return { name, parameters: parameters.value };
        const message = `"${name}" needs parameters: ${problemText(parameters.problems[0])}`;
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
    });
}
// A batch operation is known, but has no place among copies: a better answer than a list of names.
function laterUse(input, names) {
    const batched = batchAugmentations.some(({ name }) => name === input) && !names.includes(String(input));
    return batched
        ? `expected an operation on images, found ${found(input)}, which mixes batches of a train run`
        : undefined;
}
//# sourceMappingURL=augment-schema.js.map