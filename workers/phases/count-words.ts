import { countWords } from '../../pipelines/tokenizers/count-words.ts';
import { openTokenFinder } from '../../pipelines/tokenizers/token-finder.ts';
import type { Recipe } from '../../recipes/recipe.ts';
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
    return states.map((state) => ({ state, holdout: recipe.output.holdout, ...specialOfTraining(recipe) }));
  },
  run: async (build, index, onRecord) => {
    const counts = new Map<string, number>();
    const parts = partsBetween(specialOfTraining(build.plan.recipe).special ?? []);
    let records = 0;
    for await (const { live } of readSegmentOutput(textKind, build, build.plan.segments.length - 1, index)) {
      for (const { item } of live) {
        onRecord(++records);
        if (splitOf(item.id, build.plan.recipe.output.holdout) === 'train') countWords(parts(item.text), counts);
      }
    }
    await build.storage.put(wordCountsKey(build, index), writeWordCounts(counts));
    return { records };
  },
};

/** The texts that a trained tokenizer takes for one token each; absent where there are none. */
export function specialOfTraining({ tokenizer }: Pick<Recipe, 'tokenizer'>): { readonly special?: readonly string[] } {
  if (tokenizer === null || !('train' in tokenizer) || tokenizer.train.special === undefined) return {};
  return { special: tokenizer.train.special };
}

/** What of a text lies between special tokens: words never cross one. */
function partsBetween(special: readonly string[]): (text: string) => readonly string[] {
  if (special.length === 0) return (text) => [text];
  const find = openTokenFinder(special.map((token, place) => [token, place]));
  return (text) => {
    const parts: string[] = [];
    let end = 0;
    find(text, (from, to) => {
      if (from > end) parts.push(text.slice(end, from));
      end = to;
    });
    if (end < text.length) parts.push(text.slice(end));
    return parts;
  };
}

export function wordCountsKey(build: OpenBuild, index: number): string {
  return workKeys.output(build.folder, countWordsPhaseName, index, 'words');
}
