import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { canonicalJson, type Json } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import type { AnyReader, SplitPoint } from '../../pipelines/reader.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import { addsTokens } from '../../pipelines/tokenizers/template.ts';
import { type Recipe, type RecipeLimits, recordOptions } from '../../recipes/recipe.ts';
import { type Forgotten, forgets, readForgotten } from '../../shards/forgotten.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { isRemote, openSourceFile } from '../../storage/source-file.ts';
import type { Storage } from '../../storage/storage.ts';
import { augmentWithFileDigests } from './augment-files.ts';
import { codeDigest } from './code-digest.ts';
import { digestImages } from './digest-images.ts';
import { digestInput, type InputDigest } from './digest-input.ts';
import { findEarlierBuild } from './earlier-build.ts';
import { findInputs, type InputFile, portablePattern } from './find-inputs.ts';
import { type InputDigests, openInputDigests } from './input-digests.ts';
import { withKnownVersions } from './known-versions.ts';
import { openTokenizerFile } from './open-tokenizer-file.ts';
import { writePartitions } from './partition-file.ts';
import { partitionInputs } from './partition-inputs.ts';
import { type BuildPlan, type LineageInput, workKeys, writeJson } from './plan.ts';
import { readyEmbeddings } from './ready-embeddings.ts';
import { segmentsOf } from './segments.ts';
import { withFileDigests, withFilePaths } from './stage-files.ts';

/** Remote files that are digested at once. */
const remoteAtOnce = 8;

/**
 * Plans a build: finds and digests the inputs, cuts them into partitions, and stores plan and partitions in the work
 * folder that the digest of it all names. Files that the dataset is to forget are left out. The same recipe, inputs, code and versions that dedup stages compare with give
 * the same folder, so work goes on there.
 *
 * Cost: one read of every input but those that an earlier build has read and nobody has written to since. `onBytes` is told how many bytes were digested so far.
 */
export async function planBuild(
  storage: Storage,
  asWritten: Recipe,
  recipeFolder: string,
  onBytes: (bytes: number) => void,
): Promise<BuildPlan> {
  const { recipe: written, against } = await withKnownVersions(storage, asWritten);
  // Patterns are resolved once, so that every job reads the files whose digests name the build.
  const stages = written.stages.map((stage) => withFilePaths(written.kind, stage, recipeFolder));
  const recipe: Recipe = { ...written, stages };
  const forgotten = await readForgotten(storage, recipe.dataset);
  const files = withoutForgotten(await findInputs(recipe, recipeFolder), forgotten);
  const codeSha256 = codeDigest();
  const known = await openInputDigests(storage, recipe.dataset, codeSha256);
  const digests = await digestAll(files, recipe, known, onBytes);
  const lineage = files.flatMap((file, index) => lineageInputs(file, digests[index] as InputDigest));
  const segments = segmentsOf(recipe);
  await readyEmbeddings(recipe, process.env);
  const lineageRecipe = await portableRecipe(written, recipeFolder);
  const inputsSha256 = sha256Hex(canonicalJson(lineage));
  const recipeSha256 = sha256Hex(canonicalJson(lineageRecipe));
  const decisive = {
    ...{ recipeSha256, codeSha256, inputsSha256 },
    ...(against.length === 0 ? {} : { against }),
    ...(forgotten === undefined ? {} : { forgotten: forgotten.sha256 }),
  };
  const build = sha256Hex(canonicalJson(decisive)).slice(0, 20);
  const partitions = partitionInputs(files, digests, recipe.limits.partitionBytes);
  const plan: BuildPlan = {
    format: 'millrace-plan/1',
    dataset: recipe.dataset,
    build,
    recipe,
    recipeFolder,
    lineageRecipe,
    recipeSha256,
    codeSha256,
    inputs: { files: files.length, bytes: lineage.reduce((sum, { bytes }) => sum + bytes, 0), sha256: inputsSha256 },
    partitions: partitions.length,
    segments,
    against,
    ...(forgotten === undefined ? {} : { forgotten: { sources: forgotten.sources.length, sha256: forgotten.sha256 } }),
    namedIds: recipe.sources.some((source) => typeof recordOptions(source.options)['id'] === 'string'),
  };
  const folder = workKeys.folder(plan.dataset, build);
  await writeJson(storage, workKeys.inputs(folder), lineage);
  await known.keep(folder);
  await writePartitions(storage, folder, partitions);
  const earlier = await findEarlierBuild(storage, plan);
  if (earlier !== undefined) await writeJson(storage, workKeys.earlier(folder), earlier);
  await writeJson(storage, workKeys.plan(folder), plan);
  return plan;
}

/** Before they are opened: what is forgotten is read by nobody. */
function withoutForgotten(files: readonly InputFile[], forgotten: Forgotten | undefined): readonly InputFile[] {
  if (forgotten === undefined) return files;
  const isForgotten = forgets(forgotten);
  const left = files.filter(({ key }) => !isForgotten(key));
  if (left.length > 0) return left;
  throw new MillraceError('all-forgotten', 'every file of the sources is on the list of what to forget', {
    kind: 'usage',
    at: 'sources',
    hint: 'Add sources that may be read.',
  });
}

async function digestAll(
  files: readonly InputFile[],
  recipe: Recipe,
  known: InputDigests,
  onBytes: (bytes: number) => void,
): Promise<InputDigest[]> {
  const digests: InputDigest[] = [];
  let bytes = 0;
  let next = 0;
  const limits = canonicalJson(recipe.limits);
  const digestMore = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index] as InputFile;
      digests[index] = await (recipe.kind === 'text'
        ? digestDocuments(file, recipe, known, limits)
        : digestImages(file, recipe));
      bytes += file.bytes;
      onBytes(bytes);
    }
  };
  // A small remote file is mostly waiting for its server; a disk gains nothing from being asked twice at once.
  const atOnce = files.some(({ path }) => isRemote(path)) ? remoteAtOnce : 1;
  await Promise.all(Array.from({ length: atOnce }, digestMore));
  return digests;
}

function digestDocuments(
  file: InputFile,
  { sources, limits }: Recipe,
  known: InputDigests,
  limitsText: string,
): Promise<InputDigest> {
  const format = sources[file.source]?.format ?? '';
  const reader = findReader(format);
  return known.of(file.path, JSON.stringify([format, file.key, limitsText]), async () => {
    if (reader?.splitsAtLines(file.key) === true) return digestInput(file, limits.partitionBytes, true);
    return digestInput(
      file,
      limits.partitionBytes,
      reader === undefined ? [] : await splitPoints(file, reader, limits),
    );
  });
}

/** None for a file that fits into a partition, and for one that cannot be read, of which its digest tells. */
async function splitPoints(file: InputFile, reader: AnyReader, limits: RecipeLimits): Promise<readonly SplitPoint[]> {
  if (reader.splitPoints === undefined || file.bytes <= limits.partitionBytes) return [];
  const opened = openSourceFile(file.path);
  try {
    return await reader.splitPoints(file.key, { fileBytes: file.bytes, range: opened.range }, limits);
  } catch {
    return [];
  } finally {
    await opened.close();
  }
}

function lineageInputs(file: InputFile, digest: InputDigest): LineageInput[] {
  if ('problem' in digest) return [{ path: file.key, bytes: file.bytes, sha256: null }];
  const own = { path: file.key, bytes: file.bytes, sha256: digest.sha256 };
  if (digest.references === undefined) return [own];
  const bytes = digest.references.reduce((sum, each) => sum + each.bytes, 0);
  return [own, { path: `${file.key}#images`, bytes, sha256: sha256Hex(canonicalJson(digest.references)) }];
}

async function portableRecipe(recipe: Recipe, recipeFolder: string): Promise<Json> {
  const sources = recipe.sources.map((source) => ({ ...source, path: portablePattern(source.path, recipeFolder) }));
  const tokenizer =
    recipe.tokenizer !== null && 'file' in recipe.tokenizer
      ? { ...recipe.tokenizer, file: undefined, sha256: await tokenizerDigest(recipe.tokenizer, recipeFolder) }
      : recipe.tokenizer;
  const stages = await withFileDigests(recipe, recipeFolder);
  const augment = await augmentWithFileDigests(recipe, recipeFolder);
  return JSON.parse(canonicalJson({ ...recipe, sources, stages, tokenizer, augment })) as Json;
}

/** Opens the file as well: one that cannot be used is told of before any work. */
async function tokenizerDigest(
  { file, template }: Extract<Recipe['tokenizer'], { file: string }>,
  recipeFolder: string,
): Promise<string> {
  const bytes = await readFile(resolve(recipeFolder, file)).catch((cause: unknown) => {
    throw new MillraceError('no-tokenizer', `tokenizer.file: expected a readable file, found none at ${file}`, {
      kind: 'usage',
      at: 'tokenizer.file',
      hint: "The path is relative to the recipe's folder. `millrace tokenizer train` writes such a file.",
      cause,
    });
  });
  const { sha256, tokenizer } = openTokenizerFile(bytes);
  if (template === true && !addsTokens(tokenizer.template))
    throw new MillraceError(
      'no-template',
      'tokenizer.template: expected a file that puts tokens around a text, found one that does not',
      { kind: 'usage', at: 'tokenizer.template', hint: 'Leave the key out.' },
    );
  return sha256;
}
