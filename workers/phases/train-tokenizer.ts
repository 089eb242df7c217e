import { addWordCounts } from '../../pipelines/tokenizers/count-words.ts';
import { tokenizerJson } from '../../pipelines/tokenizers/tokenizer-json.ts';
import { trainBpe } from '../../pipelines/tokenizers/train-bpe.ts';
import { workKeys } from '../planning/plan.ts';
import { countWordsPhaseName, specialOfTraining, wordCountsKey } from './count-words.ts';
import { readJobNames } from './job-names.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import { trainTokenizerPhaseName } from './tokenizer.ts';
import { readWordCounts } from './word-count-file.ts';

/** The token between documents, and the least count of a pair that becomes a token. */
const separator = '<|endoftext|>';
const minFrequency = 2;

/** Trains the build's tokenizer from all partitions' word counts. Memory: the corpus's different words. */
export const trainTokenizerPhase: Phase = {
  name: trainTokenizerPhaseName,
  probes: false,
  count: async () => 1,
  decisive: async (build) => [
    {
      ...{ vocabulary: vocabularyOf(build), counted: await readJobNames(build, countWordsPhaseName) },
      ...specialOfTraining(build.plan.recipe),
    },
  ],
  run: async (build) => {
    const vocabulary = vocabularyOf(build);
    const specials = [separator, ...(specialOfTraining(build.plan.recipe).special ?? [])];
    const counts = new Map<string, number>();
    for (let index = 0; index < build.plan.partitions; index++) {
      addWordCounts(counts, readWordCounts(await build.storage.get(wordCountsKey(build, index))));
    }
    const json = tokenizerJson(trainBpe(counts, { vocabulary, specials, minFrequency }));
    const key = workKeys.output(build.folder, trainTokenizerPhaseName, 0, 'tokenizer.json');
    await build.storage.put(key, new TextEncoder().encode(json));
    return { records: 0, words: counts.size };
  },
};

function vocabularyOf({ plan }: OpenBuild): number {
  const { tokenizer } = plan.recipe;
  return tokenizer !== null && 'train' in tokenizer ? tokenizer.train.vocabulary : 0;
}
