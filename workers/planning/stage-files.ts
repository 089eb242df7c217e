import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Json } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import { findImageStage } from '../../pipelines/image-registry.ts';
import { findStage } from '../../pipelines/registry.ts';
import { splitsByIcu, wordSplittings } from '../../pipelines/text/text-view.ts';
import type { Recipe, RecipeStage } from '../../recipes/recipe.ts';
import { streamingSha256 } from '../../storage/digest.ts';

type Stages = Pick<Recipe, 'kind' | 'stages'>;

/**
 * The stages as a build's key has them: in place of each file that a stage reads, `{ sha256 }`; with the version of ICU
 * where that finds the words. Reads the files once.
 * Throws MillraceError `no-stage-file`, a usage error that names the key.
 */
export async function withFileDigests({ kind, stages }: Stages, recipeFolder: string): Promise<readonly Json[]> {
  const portable: Json[] = [];
  for (const [index, stage] of stages.entries()) {
    const parameters: Record<string, Json> = { ...stage.parameters };
    for (const name of fileParameters(kind, stage)) {
      const path = parameters[name];
      if (typeof path !== 'string') continue;
      const at = `stages[${index}].${stage.stage}.${name}`;
      parameters[name] = { sha256: await digestFile(resolve(recipeFolder, path), path, at) };
    }
    const byIcu = wordSplittings.some((each) => each === parameters['words'] && splitsByIcu(each));
    portable.push({ ...stage, parameters, ...(byIcu ? { icu: process.versions['icu'] } : {}) });
  }
  return portable;
}

/** The stage with absolute paths of the files that it reads: what a thread needs to open them. */
export function withFilePaths(kind: Recipe['kind'], stage: RecipeStage, recipeFolder: string): RecipeStage {
  const paths = fileParameters(kind, stage).flatMap((name) => {
    const path = stage.parameters[name];
    return typeof path === 'string' ? [[name, resolve(recipeFolder, path)]] : [];
  });
  return paths.length === 0 ? stage : { ...stage, parameters: { ...stage.parameters, ...Object.fromEntries(paths) } };
}

function fileParameters(kind: Recipe['kind'], { stage }: RecipeStage): readonly string[] {
  return (kind === 'text' ? findStage(stage) : findImageStage(stage))?.files ?? [];
}

/** In pieces: models may be larger than a buffer. */
async function digestFile(path: string, asWritten: string, at: string): Promise<string> {
  const digest = streamingSha256();
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) digest.update(piece as Uint8Array);
  } catch (cause) {
    throw new MillraceError('no-stage-file', `expected a readable file, found none at ${asWritten}`, {
      kind: 'usage',
      at,
      hint: "The path is relative to the recipe's folder.",
      cause,
    });
  }
  return digest.hex();
}
