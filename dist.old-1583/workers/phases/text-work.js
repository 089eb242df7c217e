import { prepareStages, runStages } from '../../pipelines/run-stages.js';
import { bindStages } from './bind-stages.js';
import { openComparison } from './comparison.js';
/** Memory: the comparison data of the partition. */
export async function openTextWork({ recipeFolder }, { local, dedups }) {
    const stages = bindStages(local, recipeFolder);
    await prepareStages(stages);
    const comparisons = dedups.map(openComparison);
    return {
        run: (ordinal, document) => {
            const outcome = runStages(stages, document);
            if (!('document' in outcome))
                return { fate: 'dropped', ...outcome };
            for (const comparison of comparisons)
                comparison.keep(ordinal, outcome.document);
            const { document: item, evidence } = outcome;
            return evidence === undefined ? { item } : { item, evidence };
        },
        finish: () => comparisons.map((comparison) => comparison.finish()),
    };
}
//# sourceMappingURL=text-work.js.map