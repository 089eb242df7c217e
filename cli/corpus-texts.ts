import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Document } from '../core/document.ts';
import { MillraceError } from '../core/errors.ts';
import { isProblem, type Parsed, parseFrame } from '../pipelines/reader.ts';
import { formatOfName } from '../pipelines/readers/format-of-name.ts';
import { findReader } from '../pipelines/readers/readers.ts';
import { type BoundStage, prepareStages, runStages } from '../pipelines/run-stages.ts';
import type { RecipeLimits, RecipeSource } from '../recipes/recipe.ts';
import { openSourceFile } from '../storage/source-file.ts';
import { findInputs } from '../workers/planning/find-inputs.ts';
import { loadDatedRecipe } from './load-dated-recipe.ts';
import { localStages } from './local-stages.ts';

/** Texts to learn from, or whole documents, in chunks, and how many records could not be read or were dropped. */
export interface Corpus<Item = string> {
  readonly chunks: AsyncIterable<readonly Item[]>;
  readonly passedOver: () => number;
}

/** Columns of `.jsonl` files, by their use; of other files `label` can be `folder`, the name of the file's folder. */
export interface CorpusColumns {
  readonly id?: string;
  readonly text?: string;
  readonly label?: string;
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

/** Formats whose records have columns. */
const tabular: ReadonlySet<string> = new Set(['jsonl', 'csv', 'tsv', 'parquet', 'arrow']);

/** The texts of {@link openDocuments}. */
export async function openCorpus(paths: readonly string[]): Promise<Corpus> {
  const { chunks, passedOver } = await openDocuments(paths);
  return { chunks: textsOf(chunks), passedOver };
}

async function* textsOf(chunks: AsyncIterable<readonly Document[]>): AsyncGenerator<readonly string[]> {
  for await (const chunk of chunks) yield chunk.map(({ text }) => text);
}

/**
 * The documents of a recipe's sources after its stages, without comparing records with each other; or of files, whose
 * format their names tell, compressed or not: `.jsonl` and tables (column `text`), `.html`, `.pdf` and so on, else plain
 * text. A recipe has its own columns.
 * Throws a usage error for a recipe that is wrong and for a file that is not there.
 */
export async function openDocuments(paths: readonly string[], columns: CorpusColumns = {}): Promise<Corpus<Document>> {
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
  const files = await Promise.all(paths.map((path) => namedFile(path, columns)));
  return corpusOf(files, [], fileLimits);
}

async function namedFile(path: string, columns: CorpusColumns): Promise<CorpusFile> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true)
    throw new MillraceError('no-input', 'expected a file or a recipe (.yaml), found none', { kind: 'usage', at: path });
  const format = formatOfName(path) ?? 'text';
  const options = tabular.has(format) ? columns : columns.label === 'folder' ? { label: 'folder' } : {};
  return { path: resolve(path), key: path, bytes: found.size, source: { format, options: { ...options } } };
}

function corpusOf(
  files: readonly CorpusFile[],
  bound: readonly BoundStage[],
  limits: Pick<RecipeLimits, 'recordBytes' | 'expansionRatio'>,
): Corpus<Document> {
  let passedOver = 0;
  async function* chunks(): AsyncGenerator<readonly Document[]> {
    await prepareStages(bound);
    for (const { path, key, bytes, source } of files) {
      const reader = findReader(source.format);
      if (reader === undefined) continue;
      const options = reader.options.parse(source.options);
      const place = { key, folder: basename(dirname(path)) };
      const opened = openSourceFile(path);
      const file = { fileBytes: bytes, range: opened.range };
      const input = { ...place, firstLine: 1, pieces: opened.read(), file };
      for await (const frames of reader.frames(input, limits, options)) {
        const documents: Document[] = [];
        for (const frame of frames) {
          const parsing = parseFrame(reader, frame, place, options, limits);
          const parsed = parsing instanceof Promise ? await parsing : parsing;
          const outcome = isProblem(parsed) ? undefined : runStages(bound, documentOf(parsed, frame.source));
          if (outcome !== undefined && 'document' in outcome) documents.push(outcome.document);
          else passedOver++;
        }
        yield documents;
      }
      await opened.close();
    }
  }
  return { chunks: chunks(), passedOver: () => passedOver };
}

function documentOf({ id, utf8: _, ...parsed }: Parsed, source: string): Document {
  return { ...parsed, id: id ?? source, source };
}
