import { stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import type { Recipe } from '../../recipes/recipe.ts';

/** One input file. `key` names it in ids, fates and lineage and says nothing of this machine; `path` opens it here. */
export interface InputFile {
  readonly source: number;
  readonly key: string;
  readonly path: string;
  readonly bytes: number;
}

/**
 * The files that a recipe's sources match, in order of source, then of path by code unit. Hidden files are skipped.
 *
 * A file's key is its path relative to the recipe's folder. Where the pattern leaves that folder (`../`, absolute),
 * it is the path relative to the pattern's fixed part, after that part's last folder name. A key that an earlier
 * source already gave gets the prefix `source-N/`.
 *
 * @throws {MillraceError} `no-input` (usage) for a pattern that matches nothing
 */
export async function findInputs(recipe: Recipe, recipeFolder: string): Promise<InputFile[]> {
  const found: InputFile[] = [];
  const keys = new Set<string>();
  for (const [source, { path: pattern }] of recipe.sources.entries()) {
    const base = fixedPart(pattern, recipeFolder);
    const inside = !isAbsolute(pattern) && !relative(recipeFolder, base).startsWith('..');
    const paths = await glob(resolve(recipeFolder, pattern), { absolute: true, dot: false, onlyFiles: true });
    if (paths.length === 0) {
      throw new MillraceError('no-input', `sources.${source}.path: expected files, found none that match ${pattern}`, {
        kind: 'usage',
        at: `sources.${source}.path`,
        hint: `Patterns are relative to the recipe's folder, ${recipeFolder}; ** crosses folders.`,
      });
    }
    for (const path of paths.sort(byCodeUnit)) {
      const name = inside ? relative(recipeFolder, path) : join(basename(base), relative(base, path));
      const plain = name.split(sep).join('/');
      const key = keys.has(plain) ? `source-${source}/${plain}` : plain;
      keys.add(key);
      found.push({ source, key, path, bytes: await fileBytes(path) });
    }
  }
  return found;
}

/** The pattern as lineage may show it: as written, or without the folders of this machine where it leaves the recipe's. */
export function portablePattern(pattern: string, recipeFolder: string): string {
  const base = fixedPart(pattern, recipeFolder);
  if (!isAbsolute(pattern) && !relative(recipeFolder, base).startsWith('..')) return pattern;
  const rest = relative(base, resolve(recipeFolder, pattern));
  return join(basename(base), rest).split(sep).join('/');
}

/** The deepest folder that every match of a pattern lies in. */
function fixedPart(pattern: string, recipeFolder: string): string {
  const parts = pattern.split('/');
  const magic = parts.findIndex((part) => /[*?[\]{}]|[!+@]\(/.test(part));
  const fixed = parts.slice(0, magic < 0 ? parts.length - 1 : magic).join('/');
  return resolve(recipeFolder, isAbsolute(pattern) ? `/${fixed}` : fixed || '.');
}

async function fileBytes(path: string): Promise<number> {
  return (await stat(path)).size;
}
