import { MillraceError } from '../../core/errors.ts';
import type { Recipe, RecipeStage } from '../../recipes/recipe.ts';
import { listVersions, readManifest } from '../../shards/catalogue.ts';
import { parseReference } from '../../shards/dataset-name.ts';
import type { Storage } from '../../storage/storage.ts';
import type { KnownVersion } from './plan.ts';

/**
 * The recipe with the versions that dedup stages compare with by number, and these versions, each once. Before a dataset
 * has its first version, its own recipe may name it without a number, and compares with nothing.
 *
 * @throws {MillraceError} a usage error that names the key: `dataset-not-found`, `version-not-found`,
 * `version-not-text` for one of images
 */
export async function withKnownVersions(
  storage: Storage,
  recipe: Recipe,
): Promise<{ readonly recipe: Recipe; readonly against: readonly KnownVersion[] }> {
  const known = new Map<string, KnownVersion>();
  const stages: RecipeStage[] = [];
  for (const [index, stage] of recipe.stages.entries()) {
    const reference = stage.parameters['against'];
    if (typeof reference !== 'string') {
      stages.push(stage);
      continue;
    }
    const found = await knownVersion(storage, recipe.dataset, reference, `stages[${index}].${stage.stage}.against`);
    const against = found === null ? null : `${found.dataset}@${found.version}`;
    if (found !== null) known.set(`${found.dataset}@${found.version}`, found);
    stages.push({ ...stage, parameters: { ...stage.parameters, against } });
  }
  return {
    recipe: known.size === 0 && stages.every((each, i) => each === recipe.stages[i]) ? recipe : { ...recipe, stages },
    against: [...known.values()],
  };
}

async function knownVersion(
  storage: Storage,
  own: string,
  reference: string,
  at: string,
): Promise<KnownVersion | null> {
  const { dataset, version } = parseReference(reference);
  if (dataset === own && typeof version !== 'number' && (await listVersions(storage, own)).length === 0) return null;
  try {
    const { manifest, sha256 } = await readManifest(storage, reference);
    if (manifest.kind === 'text') return { dataset, version: manifest.version, sha256 };
    throw new MillraceError('version-not-text', `expected a version of documents, found one of images`, {
      kind: 'usage',
    });
  } catch (error) {
    if (!(error instanceof MillraceError) || error.kind !== 'usage') throw error;
    const { code, kind, message, hint } = error;
    throw new MillraceError(code, `${at}: ${message}`, { kind, at, ...(hint === undefined ? {} : { hint }) });
  }
}
