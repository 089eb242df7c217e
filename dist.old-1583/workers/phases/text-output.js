import { readDuplicates } from './duplicates.js';
import { openKeptMeasures } from './kept-measures.js';
import { sumPacking } from './kept-output.js';
import { openSplitWriter } from './split-writer.js';
import { openBuildTokenizer } from './tokenizer.js';
/** Documents, and packed token sequences where there is a tokenizer. Memory: a row group of each open file, the packing window. */
export async function openTextOutput(build) {
    const tokenizer = await openBuildTokenizer(build);
    const measures = await openKeptMeasures(build.plan, await readDuplicates(build));
    const splits = {
        train: openSplitWriter(build, 'train', tokenizer, measures),
        holdout: openSplitWriter(build, 'holdout', tokenizer, measures),
    };
    return {
        metrics: measures.metrics,
        counts: measures.counts,
        add: async (split, documents, alive) => {
            const tokens = await splits[split].add(documents, alive);
            return documents.map((document, place) => {
                const characters = measures.add(document, tokens[place] ?? null);
                return { characters, tokens: tokens[place] ?? 0 };
            });
        },
        finish: async () => ({
            shards: [...(await splits.train.finish()), ...(await splits.holdout.finish())],
            packing: sumPacking([splits.train.packing(), splits.holdout.packing()]),
        }),
        abort: async () => {
            await Promise.all([splits.train.abort(), splits.holdout.abort()]);
        },
    };
}
//# sourceMappingURL=text-output.js.map