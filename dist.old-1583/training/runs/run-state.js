import { listCheckpoints } from '../checkpoints/list-checkpoints.js';
import { runFolder } from './run-folder.js';
export async function runState(storage, run) {
    const folder = runFolder(run);
    const result = await readRunResult(storage, folder);
    if (result !== undefined)
        return { kind: 'finished', result };
    const newest = (await listCheckpoints(storage, folder)).findLast(({ incomplete }) => incomplete === undefined);
    return newest === undefined ? { kind: 'new' } : { kind: 'unfinished', step: newest.step };
}
/** A run's `result.json`; undefined where it is not finished. */
export async function readRunResult(storage, folder) {
    const key = `${folder}/result.json`;
    if ((await storage.size(key)) === undefined)
        return undefined;
    return JSON.parse(Buffer.from(await storage.get(key)).toString('utf8'));
}
/** Writes `result.json`: it comes last, and means that the run is finished. */
export async function writeRunResult(storage, folder, result) {
    await storage.put(`${folder}/result.json`, Buffer.from(`${JSON.stringify(result, null, 2)}\n`));
}
//# sourceMappingURL=run-state.js.map