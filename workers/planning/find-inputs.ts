import { statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { stepOnFiles } from '../../storage/file-pieces.ts';
import { isS3Url } from '../../storage/s3/s3-url.ts';
import { chosenFiles } from './folder-inputs.ts';
import { type FoundFile, httpInputs, namesHttp, portableHttp } from './http-inputs.ts';
import { fixedFolder, localFiles } from './local-files.ts';

/**
 * One input file. `key` names it in ids, fates and lineage and says nothing of this machine; `path` opens it here: a
 * local path, or an `s3://`, `https://` or `http://` URL.
 */
export interface InputFile {
  readonly source: number;
  readonly key: string;
  readonly path: string;
  readonly bytes: number;
}

/** What Spark, Dask and Hadoop leave beside a table's files, and the attempts of jobs that did not end. */
const bookkeeping = /(?:^|\/)(?:_SUCCESS|_metadata|_common_metadata|_temporary\/.*)$/s;

/**
 * The files that a recipe's sources match, in order of source, then of path by code unit, or as their format chooses.
 * Hidden files are skipped, and the bookkeeping of Spark, Dask and Hadoop.
 *
 * A file's key is its path relative to the recipe's folder. Where the pattern leaves that folder (`../`, absolute),
 * it is the path relative to the pattern's fixed part, after that part's last folder name; so it is for `s3://`, where
 * the bucket is the outermost folder. A key that an earlier source already gave gets the prefix `source-N/`.
 *
 * @throws {MillraceError} `no-input` (usage) for a pattern that matches nothing; for `s3://` also `bad-s3-url` (usage)
 * and what `s3Error` tells; for URLs what `httpInputs` tells
 */
export async function findInputs(recipe: Pick<Recipe, 'sources'>, recipeFolder: string): Promise<InputFile[]> {
  const found: InputFile[] = [];
  const keys = new Set<string>();
  for (const [source, { path: pattern, format, options }] of recipe.sources.entries()) {
    const matches = (await matchesOf(pattern, source, recipeFolder)).filter(({ name }) => !bookkeeping.test(name));
    if (matches.length === 0) {
      throw new MillraceError('no-input', `sources.${source}.path: expected files, found none that match ${pattern}`, {
        kind: 'usage',
        at: `sources.${source}.path`,
        hint: isS3Url(pattern)
          ? 'Patterns begin with s3:// and the bucket; ** crosses folders, names with a leading dot are left out.'
          : `Patterns are relative to the recipe's folder, ${recipeFolder}; ** crosses folders.`,
      });
    }
    matches.sort((a, b) => byCodeUnit(a.path, b.path));
    const folder = isS3Url(pattern) ? pattern.replace(/\/$/, '') : resolve(recipeFolder, pattern);
    const reader = findReader(format);
    const at = `sources.${source}`;
    const chosen = reader === undefined ? matches : await chosenFiles(matches, folder, { reader, options, at });
    for (const { name, path, bytes } of chosen) {
      const key = keys.has(name) ? `source-${source}/${name}` : name;
      keys.add(key);
      found.push({ source, key, path, bytes });
    }
  }
  return found;
}

function matchesOf(pattern: string, source: number, recipeFolder: string): Promise<FoundFile[]> {
  if (namesHttp(pattern)) return httpInputs(pattern, recipeFolder, `sources.${source}.path`);
  return isS3Url(pattern) ? matchingObjects(pattern, source) : matchingFiles(pattern, recipeFolder);
}

async function matchingFiles(pattern: string, recipeFolder: string): Promise<FoundFile[]> {
  const base = fixedFolder(pattern, recipeFolder);
  const inside = !isAbsolute(pattern) && !relative(recipeFolder, base).startsWith('..');
  const matches: FoundFile[] = [];
  for (const path of await localFiles(pattern, recipeFolder)) {
    const name = inside ? relative(recipeFolder, path) : join(basename(base), relative(base, path));
    matches.push({ name: name.split(sep).join('/'), path, bytes: await fileBytes(path) });
  }
  return matches;
}

async function matchingObjects(pattern: string, source: number): Promise<FoundFile[]> {
  try {
    // A build of local files never loads the client.
    const { globObjects } = await import('../../storage/s3/glob-objects.ts');
    const folder = pattern.slice(0, fixedLength(pattern)).replace(/\/$/, '');
    const outer = folder.slice(0, folder.lastIndexOf('/') + 1);
    return (await globObjects(pattern)).map(({ path, bytes }) => ({ name: path.slice(outer.length), path, bytes }));
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    const { code, kind, message, hint, at } = error;
    const key = `sources.${source}.path`;
    const placed = at === undefined ? message : `${key}: ${message}`;
    throw new MillraceError(code, placed, { kind, at: at ?? key, ...(hint === undefined ? {} : { hint }) });
  }
}

/**
 * The pattern as lineage may show it: as written, which `s3://` is everywhere, a URL without its query, or without the folders of this machine
 * where it leaves the recipe's.
 */
export function portablePattern(pattern: string, recipeFolder: string): string {
  if (isS3Url(pattern)) return pattern;
  if (namesHttp(pattern)) return portableHttp(pattern);
  const base = fixedFolder(pattern, recipeFolder);
  if (!isAbsolute(pattern) && !relative(recipeFolder, base).startsWith('..')) return pattern;
  const rest = relative(base, resolve(recipeFolder, pattern));
  return join(basename(base), rest).split(sep).join('/');
}

/** How much of a pattern names folders alone. */
function fixedLength(pattern: string): number {
  const parts = pattern.split('/');
  const magic = parts.findIndex((part) => /[*?[\]{}]|[!+@]\(/.test(part));
  return parts.slice(0, magic < 0 ? parts.length - 1 : magic).join('/').length;
}

async function fileBytes(path: string): Promise<number> {
  await stepOnFiles();
  return statSync(path).size;
}
