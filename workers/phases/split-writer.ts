import type { Document } from '../../core/document.ts';
import { openBestFit } from '../../pipelines/packing/best-fit.ts';
import { openConcatenation } from '../../pipelines/packing/concatenate.ts';
import { openTokenBuffer } from '../../pipelines/tokenizers/tokenizer.ts';
import { addSequence } from '../../quality/record-metrics.ts';
import { openDocumentWriter, type StoredDocument } from '../../shards/documents.ts';
import { openTokenWriter, type TokenSequence } from '../../shards/tokens.ts';
import type { KeptMeasures } from './kept-measures.ts';
import type { PackingCount, WrittenShard } from './kept-output.ts';
import type { OpenBuild } from './open-build.ts';
import { openRollingWriter, type RolledFile } from './rolling-writer.ts';
import type { SplitName } from './split.ts';
import { openTextCopies } from './text-copies.ts';
import type { BuildTokenizer } from './tokenizer.ts';

/** Writes the documents of one split, each followed by its copies, to document shards and, with a tokenizer, packed to token shards. */
export interface SplitWriter {
  /** @returns the number of tokens of each document, copies left out; empty without a tokenizer */
  readonly add: (documents: readonly Document[], alive: () => void) => Promise<readonly number[]>;
  readonly finish: () => Promise<readonly WrittenShard[]>;
  readonly packing: () => PackingCount | null;
  readonly abort: () => Promise<void>;
}

/** So many documents and their copies are in memory. */
const documentsAtOnce = 64;

export function openSplitWriter(
  build: OpenBuild,
  split: SplitName,
  tokenizer: BuildTokenizer | null,
  measures: KeptMeasures,
): SplitWriter {
  const { dataset, recipe } = build.plan;
  const documentFiles = openRollingWriter<StoredDocument>(
    () => openDocumentWriter(build.storage, dataset),
    recipe.output.shardBytes,
    ({ text }) => Buffer.byteLength(text),
    ({ parent }) => (parent === null ? 0 : 1),
  );
  // What is judged on the holdout split is judged on texts as they are.
  const copiesOf =
    split === 'train' && recipe.augment !== null ? openTextCopies(recipe.augment, build.plan) : undefined;
  const tokenFiles = tokenizer === null ? undefined : openTokenFiles(build, tokenizer, measures);
  return {
    add: async (documents, alive) => {
      const counts: number[] = [];
      for (let from = 0; from < documents.length; from += documentsAtOnce) {
        const rows: StoredDocument[] = [];
        for (const document of documents.slice(from, from + documentsAtOnce)) {
          const { format: _, ...rest } = document;
          rows.push({ ...rest, parent: null });
          if (copiesOf === undefined) continue;
          for await (const copy of copiesOf(document)) {
            alive();
            rows.push(copy);
          }
        }
        await documentFiles.add(rows);
        counts.push(...((await tokenFiles?.add(rows)) ?? []));
      }
      return counts;
    },
    finish: async () => {
      const documents = await documentFiles.finish();
      const tokens = (await tokenFiles?.finish()) ?? [];
      return [
        ...documents.map(
          ({ tally: copies, ...file }): WrittenShard => ({
            ...file,
            content: 'documents',
            split,
            ...(copies === 0 ? {} : { copies }),
          }),
        ),
        ...tokens.map(({ tally, ...file }): WrittenShard => ({ ...file, content: 'tokens', split, tokens: tally })),
      ];
    },
    packing: () => tokenFiles?.count() ?? null,
    abort: async () => {
      await documentFiles.abort();
      await tokenFiles?.abort();
    },
  };
}

interface TokenFiles {
  readonly add: (documents: readonly StoredDocument[]) => Promise<readonly number[]>;
  readonly finish: () => Promise<readonly RolledFile[]>;
  readonly count: () => PackingCount;
  readonly abort: () => Promise<void>;
}

function openTokenFiles(
  build: OpenBuild,
  { tokenizer, separator, padding, append }: BuildTokenizer,
  { metrics, counts: { tokenIds } }: KeptMeasures,
): TokenFiles {
  const { dataset, recipe } = build.plan;
  const { length, strategy, compression } = recipe.pack;
  const vocabulary = tokenizer.vocabularySize;
  const width = vocabulary <= 65_536 ? 2 : 4;
  const files = openRollingWriter<TokenSequence>(
    () => openTokenWriter(build.storage, dataset, { length, vocabulary }, compression),
    recipe.output.shardBytes,
    () => length * width,
    ({ used }) => used,
  );
  const open = strategy === 'concatenate' ? openConcatenation : openBestFit;
  const packer = open({ length, vocabularySize: vocabulary, separator, padding });
  const buffer = openTokenBuffer();
  let sequences = 0;
  let usedTokens = 0;
  const write = async (packed: readonly TokenSequence[]): Promise<void> => {
    for (const { used } of packed) {
      addSequence(metrics, used, length);
      usedTokens += used;
    }
    sequences += packed.length;
    await files.add(packed);
  };
  return {
    add: async (documents) => {
      const counts: number[] = [];
      const packed: TokenSequence[] = [];
      for (const { id, text, parent } of documents) {
        buffer.length = 0;
        append(text, buffer);
        const ids = buffer.ids.subarray(0, buffer.length);
        if (parent === null) {
          counts.push(buffer.length);
          tokenIds.addAll(ids);
        }
        packed.push(...packer.add(id, ids));
      }
      await write(packed);
      return counts;
    },
    finish: async () => {
      await write(packer.finish());
      return files.finish();
    },
    count: () => ({ sequences, usedTokens, splitDocuments: packer.splitDocuments() }),
    abort: files.abort,
  };
}
