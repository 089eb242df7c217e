import { fileURLToPath } from 'node:url';
import { type Document, isMap, isNode, isScalar, type Range } from 'yaml';
import type { z } from 'zod';
import { packageRoot } from '../storage/package-root.ts';
import { checkValue, type Problem, problemText } from './check-value.ts';
import { applyOverride } from './overrides.ts';
import type { WholeRecipe } from './recipe.ts';
import { parseStrictYaml, plainValue, refusal, type StrictYaml } from './strict-yaml.ts';

// Whole, for the folder of a reader's recipe seldom is the package's.
const schemaFile = fileURLToPath(new URL('recipes/recipe.schema.json', packageRoot));

/**
 * The recipe, or a part of one with a schema of its own, in a YAML text, with overrides applied; `file` is named in
 * errors.
 * Throws a usage error `recipe-invalid` at `file:line:column`, or at `--set …`, with the one problem to mend first.
 */
export function parseRecipe<Value = WholeRecipe>(
  text: string,
  file: string,
  overrides: readonly string[],
  schema: z.ZodType<Value>,
): Value {
  const yaml = parseStrictYaml(text, file);
  for (const override of overrides) applyOverride(yaml.document, override);
  const checked = checkValue(schema, plainValue(yaml.document, file));
  if (checked.ok) return checked.value;
  const first = earliest(checked.problems, yaml);
  throw refusal(
    placeText(first, yaml, overrides),
    problemText(first),
    `${schemaFile} describes every key; editors complete and check recipes with it`,
  );
}

// An unknown key may be a misspelt one, and then explains why another is missing: it goes first.
function earliest(problems: readonly [Problem, ...Problem[]], yaml: StrictYaml): Problem {
  const rank = (problem: Problem) => (problem.unknownKey ? 0 : 2 ** 40) + (offsetOf(yaml.document, problem) ?? 0);
  return problems.reduce((best, problem) => (rank(problem) < rank(best) ? problem : best));
}

function placeText(problem: Problem, yaml: StrictYaml, overrides: readonly string[]): string {
  const keys = problem.path.join('.');
  const override = overrides.findLast((text) => {
    const set = text.slice(0, text.indexOf('='));
    return keys === set || keys.startsWith(`${set}.`) || set.startsWith(`${keys}.`);
  });
  const offset = offsetOf(yaml.document, problem);
  return offset === undefined && override !== undefined ? `--set ${override}` : yaml.placeOf(offset ?? 0);
}

/** Offset of the problem's key or value; of the nearest map or list around it where the key is missing. */
function offsetOf(document: Document, problem: Problem): number | undefined {
  if (problem.unknownKey) {
    const owner = document.getIn(problem.path.slice(0, -1), true);
    const name = problem.path.at(-1);
    const pair = isMap(owner) ? owner.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
    return rangeOf(pair?.key)?.[0];
  }
  for (let depth = problem.path.length; depth >= 0; depth--) {
    const node = document.getIn(problem.path.slice(0, depth), true);
    if (isNode(node)) return rangeOf(node)?.[0];
  }
  return 0;
}

function rangeOf(node: unknown): Range | null | undefined {
  return isNode(node) ? node.range : undefined;
}
