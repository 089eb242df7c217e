import { readJson, workKeys, writeJson } from '../planning/plan.js';
/** Poison known for a job, by ordinal: kept in the work folder so that a resumed build leaves the same records out. */
export async function readPoison(build, phase, index) {
    const key = workKeys.poison(build.folder, phase, index);
    if ((await build.storage.size(key)) === undefined)
        return new Map();
    const known = await readJson(build.storage, key);
    return new Map(known.map(({ ordinal, reason }) => [ordinal, reason]));
}
export async function addPoison(build, phase, index, found) {
    const known = await readPoison(build, phase, index);
    const all = [...known].map(([ordinal, reason]) => ({ ordinal, reason })).concat(found);
    await writeJson(build.storage, workKeys.poison(build.folder, phase, index), all);
}
//# sourceMappingURL=poison.js.map