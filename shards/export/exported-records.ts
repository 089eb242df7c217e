import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import { openDocumentReader } from '../documents.ts';
import { openImageReader } from '../images.ts';
import type { Manifest } from '../manifest.ts';
import { groupsOf, type RowFileReader } from '../row-file.ts';
import { openTokenReader } from '../tokens.ts';
import type { ExportContent, ExportSample } from './export-sample.ts';

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
      const { sha256: shardSha256 } = shard;
      yield* samplesOf(await openTokenReader(storage, key, tokenShape(manifest)), (row, index) => ({
        content,
        sequence: { ...row, id: `${shardSha256}:${index}`, shardSha256, row: index },
      }));
    }
  }
}

async function* samplesOf<Row>(
  reader: RowFileReader<Row>,
  sampleOf: (row: Row, index: number) => ExportSample,
): AsyncGenerator<readonly ExportSample[]> {
  let before = 0;
  for await (const rows of groupsOf(reader)) {
    const first = before;
    yield rows.map((row, index) => sampleOf(row, first + index));
    before += rows.length;
  }
}

function tokenShape({ packing, lineage, dataset }: Manifest) {
  if (packing === null || lineage.tokenizer === null) {
    throw new MillraceError('bad-manifest', 'expected a packing and a tokenizer beside token shards, found none', {
      at: dataset,
    });
  }
  return { length: packing.length, vocabulary: lineage.tokenizer.vocabulary };
}
