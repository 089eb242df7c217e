import { workerData } from 'node:worker_threads';
import type { Tokenizer } from '../pipelines/tokenizers/tokenizer.ts';
import type { TokenShape } from '../shards/tokens.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { SequenceAugmentation } from './augmented-token-groups.ts';
import { type FillAnswer, windowFiller } from './fill-window.ts';
import type { GroupReader, GroupTask } from './group-reader.ts';
import type { ShardCacheOptions } from './remote/group-cache.ts';
import { tokenGroups } from './token-groups.ts';
import type { DocumentsView, TextAugmentView } from './view.ts';
import type { WindowMemory } from './window-memory.ts';

/** What a reader thread is given when it starts. */
export interface ReaderData {
  /** The store's location. */
  readonly store: string;
  readonly shape: TokenShape;
  readonly memories: readonly [WindowMemory, WindowMemory];
  /** Only where documents are read; else the groups are of token shards. */
  readonly documents: DocumentsView | undefined;
  /** What is done to texts before they are given; undefined for nothing. */
  readonly augment: TextAugmentView | undefined;
  /** Where groups of packed tokens from a store that is no local folder are kept. */
  readonly cache: ShardCacheOptions | undefined;
}

/**
 * Groups to be read into one of the two memories; every thread gets the same list and takes groups of it in turn. Without
 * a memory they are to be brought nearer, all of them by this thread.
 */
export interface FillTask {
  readonly memory?: 0 | 1;
  readonly groups: readonly GroupTask[];
}

const data = workerData as ReaderData;
let opened: Promise<(task: FillTask) => Promise<FillAnswer>> | undefined;

/** Reads groups until none is left. */
export default async function fill(task: FillTask): Promise<FillAnswer> {
  opened ??= openReader();
  return (await opened)(task);
}

async function openReader(): Promise<(task: FillTask) => Promise<FillAnswer>> {
  const storage = openStorage(data.store);
  if (data.documents === undefined) {
    const augmentation = await sequenceAugmentation(storage);
    if (augmentation === undefined) return filling(tokenGroups(storage, data.shape, data.cache));
    const { augmentedTokenGroups } = await import('./augmented-token-groups.ts');
    return filling(augmentedTokenGroups(storage, data.shape, augmentation, data.cache));
  }
  const { tokenizerKey, classes, cut, form } = data.documents;
  const tokenizer = await tokenizerAt(storage, tokenizerKey);
  if (form !== undefined) return filling(await markedReader(storage, tokenizer, form));
  if (classes === undefined) throw new Error('labelled documents without classes');
  const { documentGroups } = await import('./document-groups.ts');
  const textOf =
    data.augment === undefined
      ? undefined
      : (await import('./augmented-texts.ts')).augmentedTexts(data.augment.steps, data.augment.seed);
  const { length } = data.shape;
  return filling(documentGroups(storage, { length, tokenizer, classes, cut, textOf }));
}

async function markedReader(storage: Storage, tokenizer: Tokenizer, form: NonNullable<DocumentsView['form']>) {
  const { markedGroups } = await import('./marked-groups.ts');
  const { length } = data.shape;
  const sample =
    form.kind === 'chat'
      ? (await import('./chat-sample.ts')).chatSample(tokenizer, length)
      : (await import('./question-sample.ts')).questionSample(tokenizer, { length, overlap: form.overlap }, form.seed);
  return markedGroups(storage, { length, padding: tokenizer.endOfText ?? 0, sample });
}

function filling<Fetched>(reader: GroupReader<Fetched>): (task: FillTask) => Promise<FillAnswer> {
  const fillWindow = windowFiller(reader);
  return ({ memory, groups }) =>
    memory === undefined ? predownload(reader, groups) : fillWindow(groups, data.memories[memory]);
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

/** What cannot be had now is told of when it is needed. */
async function predownload<Fetched>(reader: GroupReader<Fetched>, groups: readonly GroupTask[]): Promise<FillAnswer> {
  const left = groups.values();
  const one = async (): Promise<void> => {
    for (const group of left) await reader.predownload?.(group).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: reader.ahead ?? 1 }, one));
  return { type: 'done' };
}
