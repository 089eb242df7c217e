import { canonicalJson, type Json } from '../../core/canonical-json.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';

/**
 * Names each job of a phase by what decides its outputs, and keeps the names for later phases and later builds: jobs of one
 * name leave the same. `earlier` are the phases before it, whose names were kept.
 */
export async function nameJobs(
  build: OpenBuild,
  phase: Phase,
  earlier: readonly string[],
  jobs: number,
): Promise<readonly string[]> {
  const decisive = (await phase.decisive?.(build, jobs)) ?? (await byAllBefore(build, earlier, jobs));
  const { codeSha256 } = build.plan;
  const { name, settings = null } = phase;
  const names = decisive.map((each) => digestOf({ codeSha256, phase: name, settings, decisive: each }));
  await writeJson(build.storage, workKeys.jobNames(build.folder, name), names);
  return names;
}

/** The names of a phase's jobs, as {@link nameJobs} kept them. */
export function readJobNames(
  { storage, folder }: Pick<OpenBuild, 'storage' | 'folder'>,
  phase: string,
): Promise<readonly string[]> {
  return readJson<readonly string[]>(storage, workKeys.jobNames(folder, phase));
}

/** SHA-256 of a value's canonical JSON. */
export function digestOf(value: Json | object): string {
  return sha256Hex(canonicalJson(value));
}

async function byAllBefore(build: OpenBuild, earlier: readonly string[], jobs: number): Promise<readonly Json[]> {
  const names: Json[] = [];
  for (const phase of earlier) names.push(await readJobNames(build, phase));
  const before = digestOf(names);
  return Array.from({ length: jobs }, (_, job): Json => ({ before, job, jobs }));
}
