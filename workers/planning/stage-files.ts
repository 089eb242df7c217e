import { createReadStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import type { Json } from '../../core/canonical-json.ts';
import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import { shortPaths } from '../../core/short-paths.ts';
import { findImageStage } from '../../pipelines/image-registry.ts';
import { findStage } from '../../pipelines/registry.ts';
import { splitsByIcu, wordSplittings } from '../../pipelines/text/text-view.ts';
import type { Recipe, RecipeStage } from '../../recipes/recipe.ts';
import { streamingSha256 } from '../../storage/digest.ts';
import { tensorflowVersion } from '../../training/backend/tensorflow-pins.ts';
import { miniLmPin } from '../../training/embedding/minilm-pin.ts';
import { embeddingCodeDigest } from './code-digest.ts';

type Stages = Pick<Recipe, 'kind' | 'stages'>;

/**
 * The stages as a build's key has them: in place of each file that a stage reads, `{ sha256 }` and what
 * versions keep of it; in place of a list of files,
 * `{ file, sha256 }` of each, named without the folders that they share, since stages of many files name them in fates; with
 * the version of ICU where that finds the words, and what gives vectors where those are compared.
 * Reads these files once. Throws MillraceError `no-stage-file`, a usage error that names the key.
 */
export async function withFileDigests({ kind, stages }: Stages, recipeFolder: string): Promise<readonly Json[]> {
  const portable: Json[] = [];
  for (const [index, stage] of stages.entries()) {
    const parameters: Record<string, Json> = { ...stage.parameters };
    for (const name of fileParameters(kind, stage)) {
      const written = parameters[name];
      const at = `stages[${index}].${stage.stage}.${name}`;
      if (typeof written === 'string')
        parameters[name] = await namedFile({ kind, stage }, resolve(recipeFolder, written), written, at);
      else if (isList(written)) parameters[name] = await digestList(written, recipeFolder, at);
    }
    const byIcu = wordSplittings.some((each) => each === parameters['words'] && splitsByIcu(each));
    const icu = byIcu ? { icu: process.versions['icu'] } : {};
    portable.push({ ...stage, parameters, ...icu, ...embeddingOf(kind, stage) });
  }
  return portable;
}

/** A file's digest, and what a version keeps of it. */
async function namedFile({ kind, stage }: StageOfKind, path: string, asWritten: string, at: string): Promise<Json> {
  const digests = await digestNamed(path, asWritten, at);
  const keeps = definitionOf(kind, stage)?.keeps;
  return keeps === undefined || Array.isArray(digests) ? digests : { ...(digests as object), ...keeps(path) };
}

interface StageOfKind {
  readonly kind: Recipe['kind'];
  readonly stage: RecipeStage;
}

function definitionOf(kind: Recipe['kind'], { stage }: RecipeStage) {
  return kind === 'text' ? findStage(stage) : findImageStage(stage);
}

/** What gives a text its vector: the code, TensorFlow, and the model where no folder of one is named. */
function embeddingOf(kind: Recipe['kind'], { stage, parameters }: RecipeStage): { readonly [key: string]: Json } {
  const known = kind === 'text' ? findStage(stage) : undefined;
  if (known?.kind !== 'dedup' || known.compares !== 'embeddings') return {};
  const model = parameters['model'] === undefined ? { wheelSha256: miniLmPin.sha256 } : {};
  return { embedding: { codeSha256: embeddingCodeDigest(), tensorflow: tensorflowVersion, ...model } };
}

/** Of a folder, the digests of all of its files. */
async function digestNamed(path: string, asWritten: string, at: string): Promise<Json> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return { sha256: await digestFile(path, asWritten, at) };
  }
  const names = globSync('**/*', { cwd: path, dot: false, onlyFiles: true }).sort(byCodeUnit);
  const digests: Json[] = [];
  for (const file of names) digests.push({ file, sha256: await digestFile(resolve(path, file), file, at) });
  return digests;
}

/** The stage with absolute paths of the files that it reads, patterns resolved: what a thread needs to open them. */
export function withFilePaths(kind: Recipe['kind'], stage: RecipeStage, recipeFolder: string): RecipeStage {
  const paths = fileParameters(kind, stage).flatMap((name): [string, Json][] => {
    const written = stage.parameters[name];
    if (typeof written === 'string') return [[name, resolve(recipeFolder, written)]];
    return isList(written) ? [[name, matchingFiles(written, recipeFolder)]] : [];
  });
  return paths.length === 0 ? stage : { ...stage, parameters: { ...stage.parameters, ...Object.fromEntries(paths) } };
}

function fileParameters(kind: Recipe['kind'], stage: RecipeStage): readonly string[] {
  return definitionOf(kind, stage)?.files ?? [];
}

function isList(written: Json | undefined): written is readonly string[] {
  return Array.isArray(written) && written.every((each) => typeof each === 'string');
}

/** Absolute paths by code unit, each once. Hidden files match no pattern. */
function matchingFiles(written: readonly string[], recipeFolder: string): readonly string[] {
  const paths = written.flatMap((each) => filesOf(each, recipeFolder));
  return [...new Set(paths)].sort(byCodeUnit);
}

/** What is the path of a file, or no pattern, stands for itself. */
function filesOf(written: string, recipeFolder: string): readonly string[] {
  const path = resolve(recipeFolder, written);
  if (!isDynamicPattern(written) || existsSync(path)) return [path];
  return globSync(written, { cwd: recipeFolder, absolute: true, dot: false, onlyFiles: true });
}

async function digestList(written: readonly string[], recipeFolder: string, at: string): Promise<readonly Json[]> {
  for (const [place, each] of written.entries())
    if (filesOf(each, recipeFolder).length === 0) throw noStageFile(each, `${at}[${place}]`);
  const paths = matchingFiles(written, recipeFolder);
  const names = shortPaths(paths);
  const digests: Json[] = [];
  for (const [index, path] of paths.entries()) {
    const file = names[index] as string;
    digests.push({ file, sha256: await digestFile(path, file, at) });
  }
  return digests;
}

/**
 * SHA-256 of a file, read in pieces: models may be larger than a buffer. Throws MillraceError `no-stage-file`, a usage
 * error that names the key `at`.
 */
export async function digestFile(path: string, asWritten: string, at: string): Promise<string> {
  const digest = streamingSha256();
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) digest.update(piece as Uint8Array);
  } catch (cause) {
    throw noStageFile(asWritten, at, cause);
  }
  return digest.hex();
}

function noStageFile(asWritten: string, at: string, cause?: unknown): MillraceError {
  return new MillraceError('no-stage-file', `expected a readable file, found none at ${asWritten}`, {
    kind: 'usage',
    at,
    hint: "The path is relative to the recipe's folder.",
    cause,
  });
}
