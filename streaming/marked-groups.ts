import { MillraceError } from '../core/errors.ts';
import { keepRecent } from '../core/keep-recent.ts';
import { type NotedText, openNotedTextReader } from '../shards/noted-texts.ts';
import type { RowFileReader } from '../shards/row-file.ts';
import type { Storage } from '../storage/storage.ts';
import { openShards } from './document-groups.ts';
import { type GroupReader, placeOrigin } from './group-reader.ts';

/** Tokens of a sample, at most as many as its length, and their marks; both may be written over by the next. */
export interface MarkedTokens {
  readonly ids: Uint32Array;
  readonly marks: Uint8Array;
}

/** What a document is in an epoch. Throws MillraceError `answers-moved`, `bad-file`. */
export type MarkedSample = (document: NotedText, epoch: number) => MarkedTokens;

/** Reads documents as samples of `length` tokens with marks, and fills up with `padding`. Memory: one group's documents. */
export function markedGroups(
  storage: Storage,
  { length, padding, sample }: { readonly length: number; readonly padding: number; readonly sample: MarkedSample },
): GroupReader<RowFileReader<NotedText>> {
  const readerOf = keepRecent<string, Promise<RowFileReader<NotedText>>>(openShards);
  return {
    fetch: ({ key }) => readerOf(key, () => openNotedTextReader(storage, key)),
    place: async (task, reader, memory) => {
      const documents = await reader.group(task.group);
      if (documents.length !== task.samples) {
        throw new MillraceError('bad-file', `expected ${task.samples} documents, found ${documents.length}`, {
          at: task.key,
          hint: 'run `millrace verify`',
        });
      }
      for (const [row, document] of documents.entries()) {
        const slot = memory.slots[task.firstSlot + row] as number;
        if (slot < 0) continue;
        const { ids, marks } = sample(document, task.epoch);
        const start = slot * length;
        memory.tokens.set(ids, start);
        memory.tokens.fill(padding, start + ids.length, start + length);
        memory.marks?.set(marks, start);
        memory.marks?.fill(0, start + ids.length, start + length);
        memory.used[slot] = ids.length;
        placeOrigin(memory, slot, task, row, -1);
      }
    },
  };
}
