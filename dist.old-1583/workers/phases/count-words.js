import { countWords } from '../../pipelines/tokenizers/count-words.js';
import { workKeys } from '../planning/plan.js';
import { readSegmentOutput } from './segment-output.js';
import { splitOf } from './split.js';
import { textKind } from './text-kind.js';
import { writeWordCounts } from './word-count-file.js';
export const countWordsPhaseName = 'count-words';
/**
 * Counts the words of each partition's kept documents, for the tokenizer's training. Held-out documents do not count:
 * what is judged on them must not know them. Memory: the partition's different words.
 */
export const countWordsPhase = {
    name: countWordsPhaseName,
    probes: false,
    count: async ({ plan }) => plan.partitions,
    run: async (build, index, onRecord) => {
        const counts = new Map();
        let records = 0;
        for await (const { live } of readSegmentOutput(textKind, build, build.plan.segments.length - 1, index)) {
            for (const { item } of live) {
                onRecord(++records);
                if (splitOf(item.id, build.plan.recipe.output.holdout) === 'train')
                    countWords([item.text], counts);
            }
        }
        await build.storage.put(wordCountsKey(build, index), writeWordCounts(counts));
        return { records };
    },
};
export function wordCountsKey(build, index) {
    return workKeys.output(build.folder, countWordsPhaseName, index, 'words');
}
//# sourceMappingURL=count-words.js.map