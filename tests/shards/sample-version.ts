import { canonicalJson } from '../../core/canonical-json.ts';
import { type Ledger, ledgerOf } from '../../core/ledger.ts';
import { openDocumentWriter } from '../../shards/documents.ts';
import { openFateWriter } from '../../shards/fates.ts';
import { openInputWriter } from '../../shards/inputs.ts';
import type { ManifestDraft } from '../../shards/manifest.ts';
import { writeMetrics } from '../../shards/metrics.ts';
import type { WrittenFile } from '../../shards/row-file.ts';
import { openTokenWriter } from '../../shards/tokens.ts';
import { sha256Hex } from '../../storage/digest.ts';
import type { Storage } from '../../storage/storage.ts';
import { sampleDocuments, sampleFates } from './sample-rows.ts';

const tokenShape = { length: 8, vocabulary: 300 };

/** Writes all the files of a small version and gives the manifest that is to be committed. `records` ≥ 4. */
export async function writeSampleVersion(storage: Storage, dataset: string, records: number): Promise<ManifestDraft> {
  const fates = sampleFates(records);
  const { reasons, ...counts } = ledgerOf(fates) satisfies Ledger;
  const documents = await writeAll(openDocumentWriter(storage, dataset), sampleDocuments(counts.kept));
  const sequence = { tokens: [1, 2, 3, 4, 5, 0, 0, 0], used: 5, starts: [0], documents: ['document-0'] };
  const tokens = await writeAll(openTokenWriter(storage, dataset, tokenShape), [sequence]);
  const metrics = await writeMetrics(storage, dataset, [
    { metric: 'kept.ratio', key: null, value: counts.kept / records },
  ]);
  const input = { path: 'a.jsonl', bytes: 100, sha256: sha256Hex('a') };
  const inputs = await writeAll(openInputWriter(storage, dataset), [input]);
  const recipe = { dataset, records };
  return {
    format: 'millrace-manifest/1',
    dataset,
    kind: 'text',
    lineage: {
      recipe,
      recipeSha256: sha256Hex(canonicalJson(recipe)),
      codeSha256: sha256Hex('code'),
      inputs: { files: 1, bytes: 100, file: inputs.file, sha256: inputs.sha256 },
      tokenizer: null,
    },
    records: counts,
    reasons: { ...reasons },
    tokens: 5,
    packing: { sequences: 1, length: 8, usedTokens: 5, paddingRatio: 3 / 8, splitDocuments: 0 },
    shards: [
      { ...documents, content: 'documents', split: 'train' },
      { ...tokens, content: 'tokens', split: 'train', tokens: 5 },
    ],
    fates: [tableOf(await writeAll(openFateWriter(storage, dataset), fates))],
    metrics: [tableOf(metrics)],
    summary: { 'kept.ratio': counts.kept / records },
    gates: [{ metric: 'kept.ratio', value: counts.kept / records, min: 0.1, severity: 'error', passed: true }],
    gatesPassed: true,
  };
}

/** Writes rows to a file of their own. */
export async function writeAll<Row, File extends WrittenFile>(
  opening: Promise<{ add(rows: readonly Row[]): Promise<void>; finish(): Promise<File> }>,
  rows: readonly Row[],
): Promise<File> {
  const writer = await opening;
  await writer.add(rows);
  return await writer.finish();
}

/** A file as a manifest names a table. */
export function tableOf<File extends WrittenFile>({ rowGroups: _, ...table }: File): Omit<File, 'rowGroups'> {
  return table;
}
