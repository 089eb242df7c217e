import type { Document } from '../../core/document.ts';
import { openBestFit } from '../../pipelines/packing/best-fit.ts';
import { openConcatenation } from '../../pipelines/packing/concatenate.ts';
import { openTokenBuffer } from '../../pipelines/tokenizers/tokenizer.ts';
import { addSequence, type RecordMetrics } from '../../quality/record-metrics.ts';
import { openDocumentWriter, type StoredDocument } from '../../shards/documents.ts';
import { openTokenWriter, type TokenSequence } from '../../shards/tokens.ts';
import type { PackingCount, WrittenShard } from './kept-output.ts';
import type { MeasuredTexts } from './measured-texts.ts';
import type { OpenBuild } from './open-build.ts';
import { openRollingWriter, type RolledFile } from './rolling-writer.ts';
import type { SplitName } from './split.ts';
import { openTextCopies } from './text-copies.ts';
import type { BuildTokenizer } from './tokenizer.ts';

/** Writes the documents of one split, each followed by its copies, to document shards and, with a tokenizer, packed to token shards. */
export interface SplitWriter {
  /** `places` are the documents' in `texts`, where their token ids are. */
  readonly add: (
    documents: readonly Document[],
    places: readonly number[],
    texts: MeasuredTexts,
    alive: () => void,
  ) => Promise<void>;
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
  metrics: RecordMetrics,
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
  const tokenFiles = tokenizer === null ? undefined : openTokenFiles(build, tokenizer, metrics);
  return {
    add: async (documents, places, texts, alive) => {
      for (let from = 0; from < documents.length; from += documentsAtOnce) {
        const rows: StoredDocument[] = [];
        const ids: (Uint32Array | undefined)[] = [];
        const some = places.slice(from, from + documentsAtOnce);
        const first = some[0] as number;
        const idsAt = tokenFiles === undefined ? undefined : await texts.ids(first, (some.at(-1) as number) + 1);
        for (const [index, document] of documents.slice(from, from + documentsAtOnce).entries()) {
          const { format: _, ...rest } = document;
          rows.push({ ...rest, parent: null });
          ids.push(idsAt?.(some[index] as number));
          if (copiesOf === undefined) continue;
          for await (const copy of copiesOf(document)) {
            alive();
            rows.push(copy);
            ids.push(undefined);
          }
        }
        await documentFiles.add(rows);
        await tokenFiles?.add(rows, ids);
      }
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
  /** Tokenizes documents whose ids are not given. */
  readonly add: (documents: readonly StoredDocument[], ids: readonly (Uint32Array | undefined)[]) => Promise<void>;
  readonly finish: () => Promise<readonly RolledFile[]>;
  readonly count: () => PackingCount;
  readonly abort: () => Promise<void>;
}

function openTokenFiles(
  build: OpenBuild,
  { tokenizer, separator, padding, append }: BuildTokenizer,
  metrics: RecordMetrics,
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
    add: async (documents, known) => {
      const packed: TokenSequence[] = [];
      for (const [index, { id, text }] of documents.entries()) {
        let ids = known[index];
        if (ids === undefined) {
          buffer.length = 0;
          append(text, buffer);
          ids = buffer.ids.subarray(0, buffer.length);
        }
        packed.push(...packer.add(id, ids));
      }
      await write(packed);
    },
    finish: async () => {
      await write(packer.finish());
      return files.finish();
    },
    count: () => ({ sequences, usedTokens, splitDocuments: packer.splitDocuments() }),
    abort: files.abort,
  };
}
