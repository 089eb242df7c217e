import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { MillraceError } from '../core/errors.ts';
import { isProblem, parseFrame } from '../pipelines/reader.ts';
import { formatOfName } from '../pipelines/readers/format-of-name.ts';
import { findReader } from '../pipelines/readers/readers.ts';
import { findStage } from '../pipelines/registry.ts';
import { type BoundStage, runStages } from '../pipelines/run-stages.ts';
import type { Recipe, RecipeLimits, RecipeSource } from '../recipes/recipe.ts';
import { openSourceFile } from '../storage/source-file.ts';
import { findInputs } from '../workers/planning/find-inputs.ts';
import { withFilePaths } from '../workers/planning/stage-files.ts';
import { loadDatedRecipe } from './load-dated-recipe.ts';

/** Texts to learn from, in chunks, and how many records could not be read or were dropped. */
export interface Corpus {
  readonly chunks: AsyncIterable<readonly string[]>;
  readonly passedOver: () => number;
}

interface CorpusFile {
  readonly path: string;
  readonly key: string;
  readonly bytes: number;
  readonly source: Pick<RecipeSource, 'format' | 'options'>;
}

const fileLimits: Pick<RecipeLimits, 'recordBytes' | 'expansionRatio'> = {
  recordBytes: 16 * 2 ** 20,
  expansionRatio: 200,
};

/**
 * The texts of a recipe's sources after its stages, without comparing records with each other; or of files, whose
 * format their names tell, compressed or not: `.jsonl` and tables (column `text`), `.html`, `.pdf` and so on, else plain text.
 * Throws a usage error for a recipe that is wrong and for a file that is not there.
 */
export async function openCorpus(paths: readonly string[]): Promise<Corpus> {
  const [only] = paths;
  if (paths.length === 1 && only !== undefined && /\.ya?ml$/.test(only)) {
    const { recipe, folder } = await loadDatedRecipe(only, []);
    const files = (await findInputs(recipe, folder)).map(({ path, key, bytes, source }) => ({
      path,
      key,
      bytes,
      source: recipe.sources[source] ?? { format: 'text', options: {} },
    }));
    return corpusOf(files, localStages(recipe, folder), recipe.limits);
  }
  return corpusOf(await Promise.all(paths.map(namedFile)), [], fileLimits);
}

/** The usage error `no-text`: there was nothing to learn from. */
export function noText(): MillraceError {
  return new MillraceError('no-text', 'expected texts to learn from, found none', {
    kind: 'usage',
    hint: 'name files that hold text; of .jsonl files the field text is read',
  });
}

async function namedFile(path: string): Promise<CorpusFile> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true)
    throw new MillraceError('no-input', 'expected a file or a recipe (.yaml), found none', { kind: 'usage', at: path });
  const format = formatOfName(path) ?? 'text';
  return { path: resolve(path), key: path, bytes: found.size, source: { format, options: {} } };
}

function localStages({ stages: chosen }: Recipe, folder: string): BoundStage[] {
  return chosen.flatMap((each) => {
    const stage = findStage(each.stage);
    if (stage === undefined || stage.kind === 'dedup') return [];
    return [{ stage, parameters: withFilePaths('text', each, folder).parameters }];
  });
}

function corpusOf(
  files: readonly CorpusFile[],
  bound: readonly BoundStage[],
  limits: Pick<RecipeLimits, 'recordBytes' | 'expansionRatio'>,
): Corpus {
  let passedOver = 0;
  async function* chunks(): AsyncGenerator<readonly string[]> {
    for (const { path, key, bytes, source } of files) {
      const reader = findReader(source.format);
      if (reader === undefined) continue;
      const options = reader.options.parse(source.options);
      const place = { key, folder: basename(dirname(path)) };
      const opened = openSourceFile(path);
      const file = { fileBytes: bytes, range: opened.range };
      const input = { ...place, firstLine: 1, pieces: opened.read(), file };
      for await (const frames of reader.frames(input, limits, options)) {
        const texts: string[] = [];
        for (const frame of frames) {
          const parsing = parseFrame(reader, frame, place, options, limits);
          const parsed = parsing instanceof Promise ? await parsing : parsing;
          const outcome = isProblem(parsed)
            ? undefined
            : runStages(bound, { ...parsed, id: parsed.id ?? frame.source, source: frame.source });
          if (outcome !== undefined && 'document' in outcome) texts.push(outcome.document.text);
          else passedOver++;
        }
        yield texts;
      }
      await opened.close();
    }
  }
  return { chunks: chunks(), passedOver: () => passedOver };
}
