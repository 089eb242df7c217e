import { canonicalJson } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Manifest } from '../manifest.ts';
import { copyShard } from './copy-shard.ts';
import type { ExportFolder } from './export-folder.ts';
import type { ExportFormat } from './export-formats.ts';
import type { ExportContent, ExportSink } from './export-sample.ts';
import {
  type ExportSplit,
  exportedRecords,
  exportedSequences,
  exportShards,
  exportSplits,
  tokenShape,
} from './exported-records.ts';
import { imageFolderSink } from './image-folder-sink.ts';
import { jsonlSink } from './jsonl-sink.ts';
import { labelClasses } from './label-classes.ts';
import { mdsSink } from './mds-sink.ts';
import { webDatasetSink } from './webdataset-sink.ts';

/** `shardBytes` is the size at which `jsonl`, `mds` and `webdataset` begin another file. */
export interface ExportRequest {
  readonly format: ExportFormat;
  readonly content: ExportContent;
  readonly shardBytes: number;
  readonly gzip: boolean;
  /** Told the number of records written, after each row group or shard. */
  readonly onProgress: (records: number) => void;
  readonly signal: AbortSignal;
}

/** What an export may write of a version: `images`, or `documents` and, where it has a tokenizer, `tokens`. */
export function exportContents(manifest: Manifest): readonly ExportContent[] {
  return (['images', 'documents', 'tokens'] as const).filter((content) => exportRecords(manifest, content) > 0);
}

/** Records of one content in all splits; augmented copies of images are such. */
export function exportRecords(manifest: Manifest, content: ExportContent): number {
  return exportSplits
    .flatMap((split) => exportShards(manifest, content, split))
    .reduce((sum, { rows }) => sum + rows, 0);
}

/**
 * Writes a version to a folder in a peer's format, each split in a folder of its name; for `hf` all files in `data/`, with
 * `holdout` named `test`. Equal versions and requests give equal bytes. Gives the number of records.
 * Errors: `nothing-to-export` (usage), `interrupted`, `bad-file`, those of the folder.
 */
export async function exportVersion(
  storage: Storage,
  manifest: Manifest,
  folder: ExportFolder,
  request: ExportRequest,
): Promise<number> {
  requireContent(manifest, request);
  const { format, content } = request;
  if (format === 'parquet' || format === 'hf') return await copyShards(storage, manifest, folder, request);
  const classes = format === 'webdataset' ? await labelClasses(storage, manifest, content) : new Map<string, number>();
  let records = 0;
  for (const split of exportSplits) {
    if (exportShards(manifest, content, split).length === 0) continue;
    const sink = openSink(folder, split, request, classes);
    for await (const samples of exportedRecords(storage, manifest, content, split)) {
      stopIfAsked(request);
      for (const sample of samples) await sink.add(sample);
      records += samples.length;
      request.onProgress(records);
    }
    await sink.finish();
  }
  if (classes.size > 0) await folder.put('labels.json', Buffer.from(`${canonicalJson([...classes.keys()])}\n`));
  return records;
}

/**
 * Path of a shard's copy: `train/train-00000-of-00002.parquet`, for `hf` `data/test-00000-of-00001.parquet`. There token
 * shards stay Arrow, which its readers know as well.
 */
export function copiedShardPath(
  { format, content }: Pick<ExportRequest, 'format' | 'content'>,
  split: ExportSplit,
  index: number,
  count: number,
): string {
  const name = format === 'hf' && split === 'holdout' ? 'test' : split;
  const digits = (value: number): string => String(value).padStart(5, '0');
  const extension = format === 'hf' && content === 'tokens' ? 'arrow' : 'parquet';
  return `${format === 'hf' ? 'data' : split}/${name}-${digits(index)}-of-${digits(count)}.${extension}`;
}

async function copyShards(
  storage: Storage,
  manifest: Manifest,
  folder: ExportFolder,
  request: ExportRequest,
): Promise<number> {
  let records = 0;
  for (const split of exportSplits) {
    const shards = exportShards(manifest, request.content, split);
    for (const [index, shard] of shards.entries()) {
      stopIfAsked(request);
      const path = copiedShardPath(request, split, index, shards.length);
      if (request.format === 'parquet' && request.content === 'tokens') {
        await convertTokens(storage, manifest, shard, folder, path);
      } else await copyShard(storage, manifest.dataset, shard, folder, path);
      records += shard.rows;
      request.onProgress(records);
    }
  }
  return records;
}

async function convertTokens(
  storage: Storage,
  manifest: Manifest,
  shard: Manifest['shards'][number],
  folder: ExportFolder,
  path: string,
): Promise<void> {
  const { openTokenTable } = await import('./token-tables.ts');
  const table = await openTokenTable(folder, path, tokenShape(manifest));
  for await (const sequences of exportedSequences(storage, manifest, shard)) await table.add(sequences);
  await table.finish();
}

function openSink(
  folder: ExportFolder,
  split: ExportSplit,
  { format, content, shardBytes, gzip }: ExportRequest,
  classes: ReadonlyMap<string, number>,
): ExportSink {
  if (format === 'mds') return mdsSink(folder, split, shardBytes);
  if (format === 'webdataset') return webDatasetSink(folder, split, shardBytes, classes);
  return content === 'images' ? imageFolderSink(folder, split) : jsonlSink(folder, split, shardBytes, gzip);
}

function requireContent(manifest: Manifest, { content }: ExportRequest): void {
  const { dataset, version } = manifest;
  const contents = exportContents(manifest);
  if (!contents.includes(content)) {
    throw new MillraceError(
      'nothing-to-export',
      `expected ${content}, found none in version ${version} of ${dataset}`,
      {
        kind: 'usage',
        hint: contents.length === 0 ? 'no record was kept: see `millrace fates`' : `it has ${contents.join(' and ')}`,
      },
    );
  }
}

function stopIfAsked({ signal }: ExportRequest): void {
  if (signal.aborted) {
    throw new MillraceError('interrupted', 'interrupted; nothing was left behind', { hint: 'run it again' });
  }
}
