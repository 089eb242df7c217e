/** Keys of a build's work folder. All are relative to the store. */
export const workKeys = {
    folder: (dataset, build) => `${dataset}/work/${build}`,
    plan: (folder) => `${folder}/plan.json`,
    /** The mark that the build's version exists. */
    committed: (folder) => `${folder}/committed.json`,
    inputs: (folder) => `${folder}/inputs.json`,
    partition: (folder, index) => `${folder}/partitions/${fileNumber(index)}.json`,
    /** The marker of a finished job, written after all that it names. */
    report: (folder, phase, index) => `${folder}/${phase}/${fileNumber(index)}.json`,
    output: (folder, phase, index, kind) => `${folder}/${phase}/${outputName(index, kind)}`,
    /** Records of one job that no host survived. */
    poison: (folder, phase, index) => `${folder}/poison/${phase}-${fileNumber(index)}.json`,
};
/** Name of a job's output in its phase's folder. */
export function outputName(index, kind) {
    return `${fileNumber(index)}.${kind}`;
}
function fileNumber(index) {
    return String(index).padStart(8, '0');
}
export async function readJson(storage, key) {
    return JSON.parse(new TextDecoder().decode(await storage.get(key)));
}
export async function writeJson(storage, key, value) {
    await storage.put(key, new TextEncoder().encode(JSON.stringify(value)));
}
export function readPartition(storage, folder, index) {
    return readJson(storage, workKeys.partition(folder, index));
}
//# sourceMappingURL=plan.js.map