import { z } from 'zod';
import type { Recipe } from './recipe.ts';

/** The recipe's schema as JSON Schema (draft-07), for editors: what a person may write, with defaults and descriptions. */
export function recipeJsonSchema(schema: z.ZodType<Recipe>): string {
  const generated = z.toJSONSchema(schema, { io: 'input', target: 'draft-07' });
  return `${JSON.stringify({ ...generated, title: 'Millrace recipe' }, null, 2)}\n`;
}
