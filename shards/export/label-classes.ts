import { byCodeUnit } from '../../core/code-unit-order.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Manifest } from '../manifest.ts';
import { openParquetReader } from '../parquet-reader.ts';
import type { ExportContent } from './export-sample.ts';
import { exportShards, exportSplits } from './exported-records.ts';

const columns = { label: { type: 'utf8', nullable: true } } as const;

/** The labels of a version, numbered from 0 in code-unit order. Reads the column of labels alone; holds each once. */
export async function labelClasses(
  storage: Storage,
  manifest: Manifest,
  content: ExportContent,
): Promise<ReadonlyMap<string, number>> {
  const labels = new Set<string>();
  if (content === 'tokens') return new Map();
  for (const { file } of exportSplits.flatMap((split) => exportShards(manifest, content, split))) {
    const reader = await openParquetReader(storage, `${manifest.dataset}/${file}`, columns);
    for (let group = 0; group < reader.groups; group++) {
      for (const { label } of await reader.columns(group, ['label'])) if (label !== null) labels.add(label);
    }
  }
  return new Map([...labels].sort(byCodeUnit).map((label, index) => [label, index]));
}
