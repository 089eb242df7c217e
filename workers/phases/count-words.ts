import { countWords } from '../../pipelines/tokenizers/count-words.ts';
import { workKeys } from '../planning/plan.ts';
import type { OpenBuild } from './open-build.ts';
import { partitionStates } from './partition-states.ts';
import type { Phase } from './phase.ts';
import { readSegmentOutput } from './segment-output.ts';
import { splitOf } from './split.ts';
import { textKind } from './text-kind.ts';
import { writeWordCounts } from './word-count-file.ts';

export const countWordsPhaseName = 'count-words';

/**
 * Counts the words of each partition's kept documents, for the tokenizer's training. Held-out documents do not count:
 * what is judged on them must not know them. Memory: the partition's different words.
 */
export const countWordsPhase: Phase = {
  name: countWordsPhaseName,
  probes: false,
  count: async ({ plan }) => plan.partitions,
  decisive: async (build) => {
    const { segments, recipe } = build.plan;
    const states = await partitionStates(build, segments.length - 1);
    return states.map((state) => ({ state, holdout: recipe.output.holdout }));
  },
  run: async (build, index, onRecord) => {
    const counts = new Map<string, number>();
    let records = 0;
    for await (const { live } of readSegmentOutput(textKind, build, build.plan.segments.length - 1, index)) {
      for (const { item } of live) {
        onRecord(++records);
        if (splitOf(item.id, build.plan.recipe.output.holdout) === 'train') countWords([item.text], counts);
      }
    }
    await build.storage.put(wordCountsKey(build, index), writeWordCounts(counts));
    return { records };
  },
};

export function wordCountsKey(build: OpenBuild, index: number): string {
  return workKeys.output(build.folder, countWordsPhaseName, index, 'words');
}
