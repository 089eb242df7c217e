import { z } from 'zod';
import type { WholeRecipe } from './recipe.ts';

/** The recipe's schema as JSON Schema (draft-07), for editors: what a person may write, with defaults and descriptions. */
export function recipeJsonSchema(schema: z.ZodType<WholeRecipe>): string {
  const generated = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-07',
    unrepresentable: 'any',
    // A key that many branches share stands once: else the file doubles with each model.
    reused: 'ref',
    // A key that must be absent.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodUndefined) jsonSchema.not = {};
    },
  });
  return `${JSON.stringify({ ...generated, title: 'Millrace recipe' }, null, 2)}\n`;
}
