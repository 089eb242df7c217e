import { z } from 'zod';
const parameters = z.record(z.string(), z.json());
const lineageRecipe = z.object({
    dataset: z.string(),
    kind: z.string(),
    sources: z.array(z.object({ format: z.string(), path: z.string(), options: parameters })),
    stages: z.array(z.object({ stage: z.string(), parameters, when: parameters.optional() })),
    tokenizer: z
        .union([
        z.object({ train: z.object({ vocabulary: z.number() }) }),
        z.object({ sha256: z.string(), template: z.boolean().optional() }),
    ])
        .nullable(),
    augment: z
        .object({
        copies: z.number(),
        seed: z.number(),
        operations: z.array(z.object({ name: z.string(), parameters })),
    })
        .nullable()
        .default(null),
    pack: parameters,
    output: parameters,
    gates: z.array(parameters),
    limits: parameters,
});
/** The recipe that a version was built from; undefined where another release wrote it in another shape. */
export function recipeOf({ lineage }) {
    const parsed = lineageRecipe.safeParse(lineage.recipe);
    return parsed.success ? parsed.data : undefined;
}
//# sourceMappingURL=lineage-recipe.js.map