import { readJson, workKeys } from './planning/plan.js';
/** Builds of a dataset whose work folder the same command would go on from. Needs no Temporal server. */
export async function unfinishedBuilds(storage, dataset) {
    const found = [];
    for (const build of await storage.folders(`${dataset}/work/`)) {
        const folder = workKeys.folder(dataset, build);
        const planned = (await storage.size(workKeys.plan(folder))) !== undefined;
        if (!planned || (await storage.size(workKeys.committed(folder))) !== undefined)
            continue;
        const { partitions } = await readJson(storage, workKeys.plan(folder));
        const reports = await storage.list(`${folder}/map-0/`);
        const partitionsDone = reports.filter(({ key }) => /\/\d+\.json$/.test(key)).length;
        found.push({ dataset, build, partitionsDone, partitions });
    }
    return found;
}
//# sourceMappingURL=unfinished-builds.js.map