import { statSync } from 'node:fs';
import { extname, relative, sep } from 'node:path';
import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import { formatOfName } from '../../pipelines/readers/format-of-name.ts';
import { localFiles } from '../../workers/planning/local-files.ts';

/** Files that one source of a recipe reads: those of one extension below a folder, or one file. */
export interface SeenFiles {
  readonly kind: 'text' | 'code' | 'image';
  readonly format: string;
  /** A pattern for the recipe, relative to its folder where that is above it. */
  readonly path: string;
  readonly files: number;
}

const code = new Set('c cc cpp cs go h hpp java js jsx kt lua php pl py r rb rs scala sh sql swift ts tsx'.split(' '));
const images = new Set('jpg jpeg png webp gif tif tiff avif'.split(' '));

/**
 * What of some files and folders a recipe can read, by their names; hidden files are left out.
 *
 * @throws {MillraceError} `no-input` (usage) for a place that is not there or holds nothing that can be read
 */
export async function seenFiles(places: readonly string[], recipeFolder: string): Promise<readonly SeenFiles[]> {
  const seen: SeenFiles[] = [];
  for (const place of places) {
    const found = statSync(place, { throwIfNoEntry: false });
    if (found === undefined) throw nothing(`${place}: there is no such file or folder`, place);
    const names = found.isFile() ? [place] : await localFiles('**', place);
    const groups = new Map<string, SeenFiles>();
    for (const name of [...names].sort(byCodeUnit)) {
      const file = kindOf(name);
      if (file === undefined) continue;
      const [ending, base] = [endingOf(name), inRecipe(place, recipeFolder)];
      const path = found.isFile() ? base : `${base === '.' ? '' : `${base}/`}**/*${ending}`;
      groups.set(ending, { ...file, path, files: (groups.get(ending)?.files ?? 0) + 1 });
    }
    if (groups.size === 0) throw nothing(`${place}: none of its files has a name that tells a format`, place);
    seen.push(...groups.values());
  }
  return seen;
}

function kindOf(name: string): Pick<SeenFiles, 'kind' | 'format'> | undefined {
  const extension = extname(name).slice(1).toLowerCase();
  if (images.has(extension)) return { kind: 'image', format: 'folder' };
  if (code.has(extension)) return { kind: 'code', format: 'text' };
  const format = formatOfName(name);
  return format === undefined ? undefined : { kind: 'text', format };
}

/** `.txt`, or `.jsonl.gz`: all of the name that tells how it is read. */
function endingOf(name: string): string {
  const last = extname(name);
  return formatOfName(last) === undefined && formatOfName(name) !== undefined
    ? `${extname(name.slice(0, -last.length))}${last}`
    : last;
}

function inRecipe(place: string, recipeFolder: string): string {
  return relative(recipeFolder, place).split(sep).join('/') || '.';
}

function nothing(message: string, at: string): MillraceError {
  return new MillraceError('no-input', message, {
    kind: 'usage',
    at,
    hint: 'Name files or folders of text, code or images; docs/stages.md lists the formats.',
  });
}
