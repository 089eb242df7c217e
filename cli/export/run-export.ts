import type { StoredManifest } from '../../shards/catalogue.ts';
import { openExportFolder } from '../../shards/export/export-folder.ts';
import type { ExportFormat } from '../../shards/export/export-formats.ts';
import type { ExportContent } from '../../shards/export/export-sample.ts';
import {
  type ExportRequest,
  exportContents,
  exportRecords,
  exportVersion,
} from '../../shards/export/export-version.ts';
import type { Storage } from '../../storage/storage.ts';
import { onInterrupt } from '../interrupt.ts';
import { streamProgress } from '../stream/stream-progress.ts';
import { hubCard } from './hub-card.ts';

/** What was exported. */
export interface ExportResult {
  readonly dataset: string;
  readonly version: number;
  readonly manifestSha256: string;
  readonly format: ExportFormat;
  readonly content: ExportContent;
  readonly out: string;
  readonly files: number;
  readonly records: number;
  readonly bytes: number;
}

export type ExportSettings = Pick<ExportRequest, 'format' | 'shardBytes' | 'gzip'> & {
  readonly content: ExportContent | undefined;
  readonly out: string;
};

/** Exports a version and tells on stderr how far it is. After an error or Ctrl-C nothing is left in the folder. */
export async function runExport(
  storage: Storage,
  stored: StoredManifest,
  settings: ExportSettings,
): Promise<ExportResult> {
  const { manifest, sha256 } = stored;
  const { out, ...more } = settings;
  const content = more.content ?? (manifest.kind === 'image' ? 'images' : 'documents');
  const folder = await openExportFolder(out);
  const { signal, release } = onInterrupt();
  const progress = streamProgress(process.stderr, Math.max(1, exportRecords(manifest, content)), () =>
    performance.now(),
  );
  try {
    const request = { ...more, content, signal, onProgress: progress.show };
    const records = await exportVersion(storage, manifest, folder, request);
    if (more.format === 'hf') await folder.put('README.md', Buffer.from(hubCard(stored, content)));
    await folder.finish();
    const { location, files, bytes } = folder;
    const { dataset, version } = manifest;
    return {
      dataset,
      version,
      manifestSha256: sha256,
      format: more.format,
      content,
      out: location,
      files,
      records,
      bytes,
    };
  } catch (error) {
    await folder.abort();
    throw error;
  } finally {
    progress.close();
    release();
  }
}

/** Contents that a version does not export unless asked. */
export function otherContents({ manifest }: StoredManifest, content: ExportContent): readonly ExportContent[] {
  return exportContents(manifest).filter((each) => each !== content);
}
