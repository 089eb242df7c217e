import { existsSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { glob } from 'tinyglobby';

/**
 * Absolute paths of the files that a pattern of a recipe in `recipeFolder` matches, in no order; hidden ones only where it
 * names them, of a folder all that are in it. The recipe's folder is no part of the pattern, whatever characters it has.
 */
export async function localFiles(pattern: string, recipeFolder: string): Promise<readonly string[]> {
  const parts = pattern.split('/');
  const fixed = fixedParts(pattern, recipeFolder);
  const cwd = pathOf(parts.slice(0, fixed), pattern, recipeFolder);
  if (!existsSync(cwd)) return [];
  if (fixed === parts.length && statSync(cwd).isFile()) return [cwd];
  return glob(parts.slice(fixed).join('/') || '**', { cwd, absolute: true, dot: false, onlyFiles: true });
}

/** The deepest folder that every match of a pattern lies in; nothing of it need be there. */
export function fixedFolder(pattern: string, recipeFolder: string): string {
  const parts = pattern.split('/');
  return pathOf(parts.slice(0, Math.min(parts.length - 1, fixedParts(pattern, recipeFolder))), pattern, recipeFolder);
}

/** How many of a pattern's parts stand for themselves: those that are no pattern, or the name of what is there. */
function fixedParts(pattern: string, recipeFolder: string): number {
  const parts = pattern.split('/');
  const there = (count: number): boolean => existsSync(pathOf(parts.slice(0, count), pattern, recipeFolder));
  const first = parts.findIndex((part, index) => /[*?]/.test(part) || (/[[\]{}()]/.test(part) && !there(index + 1)));
  return first < 0 ? parts.length : first;
}

function pathOf(parts: readonly string[], pattern: string, recipeFolder: string): string {
  return resolve(isAbsolute(pattern) ? '/' : recipeFolder, ...parts);
}
