import { MillraceError } from '../core/errors.ts';
import { keepRecent } from '../core/keep-recent.ts';
import { openTokenBuffer, type Tokenizer } from '../pipelines/tokenizers/tokenizer.ts';
import { type LabelledTextReader, openLabelledTextReader } from '../shards/labelled-texts.ts';
import type { Storage } from '../storage/storage.ts';
import type { TextOfEpoch } from './augmented-texts.ts';
import { type GroupReader, placeOrigin } from './group-reader.ts';
import type { ClassOfLabel } from './label-classes.ts';

/**
 * What a document longer than a sample loses: its end, or its middle, so that half of the sample is its beginning and
 * half its end (Sun et al. 2019, "How to Fine-Tune BERT for Text Classification", section 5.3.1).
 */
export type DocumentCut = 'end' | 'middle';

/** Shards whose footers are kept: a window has groups of many, and a footer is a request. */
export const openShards = 16;

/** How many tokens of a document of `count` stay at its beginning and at its end, where samples have `length`. */
export function keptEnds(
  count: number,
  length: number,
  cut: DocumentCut,
): { readonly head: number; readonly tail: number } {
  if (count <= length) return { head: count, tail: 0 };
  const head = cut === 'middle' ? Math.ceil(length / 2) : length;
  return { head, tail: length - head };
}

/**
 * Reads labelled documents: tokenizes them, cuts them to `length` tokens and fills up with the token that stands
 * between documents, or 0 where the tokenizer has none. A document whose label is in no class is no sample. Memory: the texts of one group and the ids of its longest text.
 */
export function documentGroups(
  storage: Storage,
  {
    length,
    tokenizer,
    classes,
    cut,
    textOf,
  }: {
    readonly length: number;
    readonly tokenizer: Tokenizer;
    readonly classes: ClassOfLabel;
    readonly cut: DocumentCut;
    /** Absent where texts are read as they are. */
    readonly textOf: TextOfEpoch | undefined;
  },
): GroupReader<LabelledTextReader> {
  const buffer = openTokenBuffer();
  const padding = tokenizer.endOfText ?? 0;
  const readerOf = keepRecent<string, Promise<LabelledTextReader>>(openShards);
  return {
    fetch: ({ key }) => readerOf(key, () => openLabelledTextReader(storage, key)),
    place: async (task, reader, memory) => {
      let sample = 0;
      const named = textOf === undefined ? undefined : await reader.named(task.group);
      for (const [row, { text, label }] of (named ?? (await reader.group(task.group))).entries()) {
        const place = label === null ? undefined : classes.get(label);
        if (place === undefined) continue;
        const slot = sample < task.samples ? (memory.slots[task.firstSlot + sample] as number) : -1;
        sample++;
        if (slot < 0) continue;
        buffer.length = 0;
        const document = named?.[row];
        const shown = document === undefined ? text : ((await textOf?.(document, task.epoch)) ?? text);
        tokenizer.append(shown, buffer);
        const used = Math.min(length, buffer.length);
        const { head, tail } = keptEnds(buffer.length, length, cut);
        const start = slot * length;
        memory.tokens.set(buffer.ids.subarray(0, head), start);
        memory.tokens.set(buffer.ids.subarray(buffer.length - tail, buffer.length), start + head);
        memory.tokens.fill(padding, start + used, start + length);
        memory.used[slot] = used;
        placeOrigin(memory, slot, task, row, place);
      }
      if (sample !== task.samples) {
        throw new MillraceError(
          'bad-file',
          `expected ${task.samples} labelled documents in a row group, found ${sample}`,
          {
            at: task.key,
            hint: 'run `millrace verify`',
          },
        );
      }
    },
  };
}
