import type { Json } from '../../core/canonical-json.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Segment } from './segments.ts';

/**
 * All that decides a build, as its jobs read it. Lies in the build's work folder and may name this machine's folders;
 * the manifest takes only the parts that are the same everywhere.
 */
export interface BuildPlan {
  readonly format: 'millrace-plan/1';
  readonly dataset: string;
  /** Digest of recipe, inputs, tokenizer file and code: the work folder's name. */
  readonly build: string;
  readonly recipe: Recipe;
  readonly recipeFolder: string;
  /** The recipe without this machine's folders. */
  readonly lineageRecipe: Json;
  readonly recipeSha256: string;
  readonly codeSha256: string;
  readonly inputs: { readonly files: number; readonly bytes: number; readonly sha256: string };
  readonly partitions: number;
  readonly segments: readonly Segment[];
  /** Earlier versions that dedup stages compare with. */
  readonly against: readonly KnownVersion[];
  /** How many sources the dataset is to forget, and the digest of their list; absent for none. */
  readonly forgotten?: { readonly sources: number; readonly sha256: string };
  /** True where a source names ids, so that two records may have the same. */
  readonly namedIds: boolean;
}

/** A version by its number and the SHA-256 of its manifest. */
export interface KnownVersion {
  readonly dataset: string;
  readonly version: number;
  readonly sha256: string;
}

/** Keys of a build's work folder. All are relative to the store. */
export const workKeys = {
  folder: (dataset: string, build: string): string => `${dataset}/work/${build}`,
  plan: (folder: string): string => `${folder}/plan.json`,
  /** The mark that the build's version exists. */
  committed: (folder: string): string => `${folder}/committed.json`,
  /** How the build differs from the one before it. */
  earlier: (folder: string): string => `${folder}/earlier.json`,
  /** What was read of local files, by how they were left. */
  digests: (folder: string): string => `${folder}/digests.json`,
  inputs: (folder: string): string => `${folder}/inputs.json`,
  partitions: (folder: string): string => `${folder}/partitions`,
  /** The marker of a finished job, written after all that it names. */
  report: (folder: string, phase: string, index: number): string => `${folder}/${phase}/${fileNumber(index)}.json`,
  output: (folder: string, phase: string, index: number, kind: string): string =>
    `${folder}/${phase}/${outputName(index, kind)}`,
  /** What decides the outputs of a phase's jobs, a digest for each. */
  jobNames: (folder: string, phase: string): string => `${folder}/names/${phase}.json`,
  /** Records of one job that no host survived. */
  poison: (folder: string, phase: string, index: number): string =>
    `${folder}/poison/${phase}-${fileNumber(index)}.json`,
};

/** Name of a job's output in its phase's folder. */
export function outputName(index: number, kind: string): string {
  return `${fileNumber(index)}.${kind}`;
}

function fileNumber(index: number): string {
  return String(index).padStart(8, '0');
}

/** One input as lineage names it. */
export interface LineageInput {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string | null;
}

export async function readJson<T>(storage: Storage, key: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await storage.get(key))) as T;
}

export async function writeJson(storage: Storage, key: string, value: unknown): Promise<void> {
  await storage.put(key, new TextEncoder().encode(JSON.stringify(value)));
}
