import { canonicalJson } from '../../core/canonical-json.js';
import { sha256Hex } from '../../storage/digest.js';
import { writeJson } from '../planning/plan.js';
/** Leaves the training part of a recipe in the store, and gives its key: equal ones have the same. */
export async function storeTraining(storage, dataset, training) {
    const key = `${dataset}/work/recipes/train-${sha256Hex(canonicalJson(training)).slice(0, 12)}.json`;
    await writeJson(storage, key, training);
    return key;
}
//# sourceMappingURL=stored-training.js.map