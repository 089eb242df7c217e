import { workerData } from 'node:worker_threads';
import { type ErrorData, errorToData } from '../core/errors.ts';
import type { Tokenizer } from '../pipelines/tokenizers/tokenizer.ts';
import type { TokenShape } from '../shards/tokens.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { GroupReader, GroupTask } from './group-reader.ts';
import type { SequenceAugmentation } from './token-groups.ts';
import type { DocumentsView, TextAugmentView } from './view.ts';
import { noneLeft, type WindowMemory } from './window-memory.ts';

/** What a reader thread is given when it starts. */
export interface ReaderData {
  /** The store's location, and the keys of the shards there. */
  readonly store: string;
  readonly keys: readonly string[];
  readonly shape: TokenShape;
  readonly memories: readonly [WindowMemory, WindowMemory];
  /** Only where documents are read; else `keys` are token shards. */
  readonly documents: DocumentsView | undefined;
  /** What is done to texts before they are given; undefined for nothing. */
  readonly augment: TextAugmentView | undefined;
}

/** Groups to be read into one of the two memories; every thread gets the same list and takes groups of it in turn. */
export interface FillTask {
  readonly memory: 0 | 1;
  readonly groups: readonly GroupTask[];
}

/** `place` is that of the group in the list. */
export type FillAnswer =
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly place: number; readonly error: ErrorData };

const data = workerData as ReaderData;
let opened: Promise<(task: FillTask) => Promise<FillAnswer>> | undefined;

/** Reads groups until none is left. */
export default async function fillWindow(task: FillTask): Promise<FillAnswer> {
  opened ??= openReader();
  return (await opened)(task);
}

async function openReader(): Promise<(task: FillTask) => Promise<FillAnswer>> {
  const storage = openStorage(data.store);
  if (data.documents === undefined) {
    const { tokenGroups } = await import('./token-groups.ts');
    const reader = tokenGroups(storage, data.keys, data.shape, await sequenceAugmentation(storage));
    return (task) => fill(reader, task);
  }
  const { documentGroups } = await import('./document-groups.ts');
  const { tokenizerKey, classes, cut } = data.documents;
  const tokenizer = await tokenizerAt(storage, tokenizerKey);
  const textOf =
    data.augment === undefined
      ? undefined
      : (await import('./augmented-texts.ts')).augmentedTexts(data.augment.steps, data.augment.seed);
  const { length } = data.shape;
  const reader = documentGroups(storage, data.keys, { length, tokenizer, classes, cut, textOf });
  return (task) => fill(reader, task);
}

async function sequenceAugmentation(storage: Storage): Promise<SequenceAugmentation | undefined> {
  if (data.augment === undefined) return undefined;
  const { steps, seed, tokenizerKey } = data.augment;
  const { augmentedSequences } = await import('./augmented-sequences.ts');
  const tokenizer = await tokenizerAt(storage, tokenizerKey);
  return {
    sequenceOf: augmentedSequences(steps, seed, tokenizer, data.shape.length),
    padding: tokenizer.endOfText ?? 0,
  };
}

/** Loaded where it is wanted: packed tokens that are read as they are need none. */
async function tokenizerAt(storage: Storage, key: string): Promise<Tokenizer> {
  const { openTokenizer } = await import('../pipelines/tokenizers/open-tokenizer.ts');
  return openTokenizer(new TextDecoder().decode(await storage.get(key)));
}

async function fill<Fetched>(reader: GroupReader<Fetched>, { memory, groups }: FillTask): Promise<FillAnswer> {
  const target = data.memories[memory];
  const take = () => {
    const place = Atomics.add(target.taken, 0, 1);
    const group = groups[place];
    if (group === undefined) return undefined;
    const fetched = reader.fetch(group);
    // A group that is fetched ahead and not placed, since the one before it failed, may fail unseen.
    fetched.catch(() => undefined);
    return { place, group, fetched };
  };
  for (let next = take(); next !== undefined; ) {
    const { place, group, fetched } = next;
    try {
      const bytes = await fetched;
      // Taken now, so that storage is read while this thread decodes.
      next = take();
      await reader.place(group, bytes, target);
    } catch (error) {
      Atomics.store(target.taken, 0, noneLeft);
      return { type: 'failed', place, error: errorToData(error) };
    }
  }
  return { type: 'done' };
}
