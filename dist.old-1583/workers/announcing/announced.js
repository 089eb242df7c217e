import { MillraceError } from '../../core/errors.js';
import { readVersion } from '../../shards/catalogue.js';
import { readJson } from '../planning/plan.js';
/** @param run reads what the workflow's server knows of the run */
export function openAnnounced(announcement, storage, page, run) {
    const { dataset, recipe, version } = announcement;
    return {
        announcement,
        storage,
        page,
        recipe: once(async () => (recipe === null ? null : readRecipe(storage, recipe))),
        manifest: once(async () => (version === null ? null : (await readVersion(storage, dataset, version)).manifest)),
        run: once(run),
    };
}
async function readRecipe(storage, key) {
    try {
        return await readJson(storage, key);
    }
    catch (error) {
        if (error instanceof MillraceError && error.code === 'not-found')
            return null;
        throw error;
    }
}
function once(read) {
    let value;
    return () => {
        value ??= read();
        return value;
    };
}
//# sourceMappingURL=announced.js.map