import { z } from 'zod';
import { canonicalJson, type Json } from '../../core/canonical-json.ts';
import type { Storage } from '../../storage/storage.ts';
import { doneBuilds, newestOf } from './done-builds.ts';
import { type BuildPlan, type LineageInput, readJson, workKeys } from './plan.ts';

/** The newest build of the dataset that has a version and whose work is there, and how a build differs from it. */
export interface EarlierBuild {
  readonly version: number;
  /** True where other code made it, none of whose work is taken over. */
  readonly otherCode: boolean;
  /** Paths of inputs. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** The first stage that is another one or has other parameters, counted from 1; null where the lists are the same. */
  readonly stage: { readonly place: number; readonly name: string } | null;
  /** Other keys of the recipe that say another thing, in code-unit order. */
  readonly keys: readonly string[];
}

/** Compares a planned build with the newest one before it; undefined where there is none. Reads both builds' inputs. */
export async function findEarlierBuild(storage: Storage, plan: BuildPlan): Promise<EarlierBuild | undefined> {
  const others = (await doneBuilds(storage, plan.dataset)).filter(({ build }) => build !== plan.build);
  const newest = newestOf(others);
  if (newest === undefined) return undefined;
  const { version } = newest;
  const folder = workKeys.folder(plan.dataset, newest.build);
  const before = await readJson<BuildPlan>(storage, workKeys.plan(folder));
  const own = workKeys.folder(plan.dataset, plan.build);
  const inputs = inputChanges(
    await readJson<readonly LineageInput[]>(storage, workKeys.inputs(folder)),
    await readJson<readonly LineageInput[]>(storage, workKeys.inputs(own)),
  );
  return {
    version,
    otherCode: before.codeSha256 !== plan.codeSha256,
    ...inputs,
    ...recipeChanges(before.lineageRecipe as Members, plan.lineageRecipe as Members),
  };
}

function inputChanges(before: readonly LineageInput[], after: readonly LineageInput[]) {
  const digests = new Map(before.map(({ path, sha256 }) => [path, sha256]));
  const paths = new Set(after.map(({ path }) => path));
  return {
    added: after.filter(({ path }) => !digests.has(path)).map(({ path }) => path),
    changed: after
      .filter(({ path, sha256 }) => digests.has(path) && digests.get(path) !== sha256)
      .map(({ path }) => path),
    removed: before.filter(({ path }) => !paths.has(path)).map(({ path }) => path),
  };
}

type Members = Readonly<Record<string, Json | undefined>>;

const stageNames = z.array(z.looseObject({ stage: z.string() }));

function recipeChanges(before: Members, after: Members): Pick<EarlierBuild, 'stage' | 'keys'> {
  const [was, is] = [stagesOf(before), stagesOf(after)];
  const place = is.findIndex((stage, index) => !same(stage, was[index]));
  const at = place < 0 && was.length > is.length ? is.length : place;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => key !== 'stages' && !same(before[key], after[key]),
  );
  return {
    stage: at < 0 ? null : { place: at + 1, name: is[at]?.stage ?? `no ${was[at]?.stage}` },
    keys: keys.sort(),
  };
}

function stagesOf({ stages }: Members): z.infer<typeof stageNames> {
  return stageNames.parse(stages ?? []);
}

function same(a: Json | object | undefined, b: Json | object | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

/** What is taken over of the earlier build's work, and why the rest is done again: one line for people. */
export function earlierBuildText(dataset: string, earlier: EarlierBuild): string {
  const name = `${dataset}@${earlier.version}`;
  if (earlier.otherCode) return `Nothing is reused of ${name}: another release of the code made it.`;
  const reasons = [
    ...inputReason(earlier.changed, 'changed'),
    ...inputReason(earlier.added, 'added'),
    ...inputReason(earlier.removed, 'removed'),
    ...(earlier.stage === null ? [] : [`stage ${earlier.stage.place} differs (${earlier.stage.name})`]),
    ...(earlier.keys.length === 0 ? [] : [`the recipe differs in ${earlier.keys.join(', ')}`]),
  ];
  const why = reasons.length === 0 ? 'nothing differs' : reasons.join('; ');
  return `Reuses the work of ${name} as far as it goes: ${why}.`;
}

const shownPaths = 3;

function inputReason(paths: readonly string[], what: string): string[] {
  if (paths.length === 0) return [];
  const more = paths.length > shownPaths ? ', …' : '';
  const files = paths.length === 1 ? '1 input' : `${paths.length} inputs`;
  return [`${files} ${what} (${paths.slice(0, shownPaths).join(', ')}${more})`];
}
