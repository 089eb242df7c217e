import { addWordCounts } from '../../pipelines/tokenizers/count-words.js';
import { tokenizerJson } from '../../pipelines/tokenizers/tokenizer-json.js';
import { trainBpe } from '../../pipelines/tokenizers/train-bpe.js';
import { workKeys } from '../planning/plan.js';
import { wordCountsKey } from './count-words.js';
import { trainTokenizerPhaseName } from './tokenizer.js';
import { readWordCounts } from './word-count-file.js';
/** The token between documents, and the least count of a pair that becomes a token. */
const specials = ['<|endoftext|>'];
const minFrequency = 2;
/** Trains the build's tokenizer from all partitions' word counts. Memory: the corpus's different words. */
export const trainTokenizerPhase = {
    name: trainTokenizerPhaseName,
    probes: false,
    count: async () => 1,
    run: async (build) => {
        const { tokenizer } = build.plan.recipe;
        const vocabulary = tokenizer !== null && 'train' in tokenizer ? tokenizer.train.vocabulary : 0;
        const counts = new Map();
        for (let index = 0; index < build.plan.partitions; index++) {
            addWordCounts(counts, readWordCounts(await build.storage.get(wordCountsKey(build, index))));
        }
        const json = tokenizerJson(trainBpe(counts, { vocabulary, specials, minFrequency }));
        const key = workKeys.output(build.folder, trainTokenizerPhaseName, 0, 'tokenizer.json');
        await build.storage.put(key, new TextEncoder().encode(json));
        return { records: counts.size };
    },
};
//# sourceMappingURL=train-tokenizer.js.map