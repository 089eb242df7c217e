import type { Storage } from '../storage/storage.ts';
import { type BuildPlan, readJson, workKeys } from './planning/plan.ts';

/** A build that was planned and has no version yet: interrupted, failed, or at work now. */
export interface UnfinishedBuild {
  readonly dataset: string;
  readonly build: string;
  /** Partitions whose first phase is done, of all. */
  readonly partitionsDone: number;
  readonly partitions: number;
}

/** Builds of a dataset whose work folder the same command would go on from. Needs no Temporal server. */
export async function unfinishedBuilds(storage: Storage, dataset: string): Promise<UnfinishedBuild[]> {
  const found: UnfinishedBuild[] = [];
  for (const build of await storage.folders(`${dataset}/work/`)) {
    const folder = workKeys.folder(dataset, build);
    const planned = (await storage.size(workKeys.plan(folder))) !== undefined;
    if (!planned || (await storage.size(workKeys.committed(folder))) !== undefined) continue;
    const { partitions } = await readJson<BuildPlan>(storage, workKeys.plan(folder));
    const reports = await storage.list(`${folder}/map-0/`);
    const partitionsDone = reports.filter(({ key }) => /\/\d+\.json$/.test(key)).length;
    found.push({ dataset, build, partitionsDone, partitions });
  }
  return found;
}
