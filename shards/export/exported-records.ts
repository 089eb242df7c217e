import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import { openDocumentReader } from '../documents.ts';
import { openImageReader } from '../images.ts';
import type { Manifest } from '../manifest.ts';
import { groupsOf, type RowFileReader } from '../row-file.ts';
import { openTokenReader } from '../tokens.ts';
import type { ExportContent, ExportSample, IdentifiedSequence } from './export-sample.ts';

export type ExportSplit = Manifest['shards'][number]['split'];

export const exportSplits: readonly ExportSplit[] = ['train', 'holdout'];

/** The shards of one content and split, in the order of the manifest. */
export function exportShards(manifest: Manifest, content: ExportContent, split: ExportSplit): Manifest['shards'] {
  return manifest.shards.filter((shard) => shard.content === content && shard.split === split && shard.rows > 0);
}

/** The records of one split, a row group at a time, in the order of the shards. Holds one group. */
export async function* exportedRecords(
  storage: Storage,
  manifest: Manifest,
  content: ExportContent,
  split: ExportSplit,
): AsyncGenerator<readonly ExportSample[]> {
  for (const shard of exportShards(manifest, content, split)) {
    const key = `${manifest.dataset}/${shard.file}`;
    if (content === 'documents') {
      yield* samplesOf(await openDocumentReader(storage, key), (document) => ({ content, document }));
    } else if (content === 'images') {
      yield* samplesOf(await openImageReader(storage, key), (image) => ({ content, image }));
    } else {
      for await (const sequences of exportedSequences(storage, manifest, shard))
        yield sequences.map((sequence) => ({ content, sequence }));
    }
  }
}

/** The sequences of one token shard, a record batch at a time. Holds one batch. */
export async function* exportedSequences(
  storage: Storage,
  manifest: Manifest,
  { file, sha256: shardSha256 }: Manifest['shards'][number],
): AsyncGenerator<readonly IdentifiedSequence[]> {
  const reader = await openTokenReader(storage, `${manifest.dataset}/${file}`, tokenShape(manifest));
  let before = 0;
  for await (const rows of groupsOf(reader)) {
    const first = before;
    yield rows.map((row, index) => ({
      ...row,
      id: `${shardSha256}:${first + index}`,
      shardSha256,
      row: first + index,
    }));
    before += rows.length;
  }
}

async function* samplesOf<Row>(
  reader: RowFileReader<Row>,
  sampleOf: (row: Row) => ExportSample,
): AsyncGenerator<readonly ExportSample[]> {
  for await (const rows of groupsOf(reader)) yield rows.map(sampleOf);
}

/** The shape of a version's sequences. Throws MillraceError `bad-manifest` where it has none. */
export function tokenShape({ packing, lineage, dataset }: Manifest) {
  if (packing === null || lineage.tokenizer === null) {
    throw new MillraceError('bad-manifest', 'expected a packing and a tokenizer beside token shards, found none', {
      at: dataset,
    });
  }
  return { length: packing.length, vocabulary: lineage.tokenizer.vocabulary };
}
