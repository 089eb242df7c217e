import type { Storage } from '../../storage/storage.ts';
import { readJson, workKeys } from './plan.ts';

/** A build that has a version, and whose work is still there. */
export interface DoneBuild {
  readonly build: string;
  readonly version: number;
}

/** The builds of a dataset that have a version and whose work is there, in code-unit order of their names. */
export async function doneBuilds(storage: Storage, dataset: string): Promise<readonly DoneBuild[]> {
  const done: DoneBuild[] = [];
  for (const build of await storage.folders(`${dataset}/work/`)) {
    const key = workKeys.committed(workKeys.folder(dataset, build));
    if ((await storage.size(key)) === undefined) continue;
    const { version } = await readJson<{ readonly version: number }>(storage, key);
    done.push({ build, version });
  }
  return done;
}

/** That of the newest version; undefined of none. */
export function newestOf(builds: readonly DoneBuild[]): DoneBuild | undefined {
  return builds.reduce<DoneBuild | undefined>(
    (newest, each) => (newest === undefined || each.version > newest.version ? each : newest),
    undefined,
  );
}
