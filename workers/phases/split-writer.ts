import type { Document } from '../../core/document.ts';
import { openBestFit } from '../../pipelines/packing/best-fit.ts';
import { openConcatenation } from '../../pipelines/packing/concatenate.ts';
import { openTokenBuffer } from '../../pipelines/tokenizers/tokenizer.ts';
import { addSequence, type RecordMetrics } from '../../quality/record-metrics.ts';
import type { BuildRecord } from '../../shards/build-record.ts';
import { type EncodedDocument, openDocumentWriter } from '../../shards/documents.ts';
import { utf8Bytes } from '../../shards/row-schema.ts';
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
  /** `places` are the records' in `texts`, where their token ids are. */
  readonly add: (
    records: readonly BuildRecord<Document>[],
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
  const documentFiles = openRollingWriter<EncodedDocument>(
    () => openDocumentWriter(build.storage, dataset),
    recipe.output.shardBytes,
    ({ text }) => utf8Bytes(text),
    ({ parent }) => (parent === null ? 0 : 1),
  );
  // What is judged on the holdout split is judged on texts as they are.
  const copiesOf =
    split === 'train' && recipe.augment !== null ? openTextCopies(recipe.augment, build.plan) : undefined;
  const tokenFiles = tokenizer === null ? undefined : openTokenFiles(build, tokenizer, metrics);
  return {
    add: async (records, places, texts, alive) => {
      for (let from = 0; from < records.length; from += documentsAtOnce) {
        const rows: EncodedDocument[] = [];
        const tokenized: TokenizedDocument[] = [];
        const some = places.slice(from, from + documentsAtOnce);
        const first = some[0] as number;
        const idsAt = tokenFiles === undefined ? undefined : await texts.ids(first, (some.at(-1) as number) + 1);
        for (const [index, { item, utf8 }] of records.slice(from, from + documentsAtOnce).entries()) {
          const { id, source, label, metadata } = item;
          rows.push({ id, text: utf8 ?? item.text, source, label, parent: null, metadata });
          if (idsAt !== undefined) tokenized.push({ id, tokens: idsAt(some[index] as number) });
          if (copiesOf === undefined) continue;
          for await (const copy of copiesOf(item)) {
            alive();
            rows.push(copy);
            tokenized.push({ id: copy.id, tokens: copy.text });
          }
        }
        await documentFiles.add(rows);
        await tokenFiles?.add(tokenized);
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

/** A document's token ids, or the text that is still to be tokenized. */
interface TokenizedDocument {
  readonly id: string;
  readonly tokens: Uint32Array | string;
}

interface TokenFiles {
  readonly add: (documents: readonly TokenizedDocument[]) => Promise<void>;
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
    add: async (documents) => {
      const packed: TokenSequence[] = [];
      for (const { id, tokens } of documents) {
        let ids = tokens;
        if (typeof ids === 'string') {
          buffer.length = 0;
          append(ids, buffer);
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
