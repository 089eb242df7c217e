import { dropped, type FateRow, kept, merged, quarantined } from '../../core/fate.ts';
import { ledgerOf } from '../../core/ledger.ts';
import { metricRows } from '../../quality/metric-rows.ts';
import { addDocument, addDuplicates, addMerged, emptyMetrics, measureText } from '../../quality/record-metrics.ts';
import { summary } from '../../quality/summary.ts';
import { commitVersion } from '../../shards/catalogue.ts';
import { openDocumentWriter } from '../../shards/documents.ts';
import { openFateWriter } from '../../shards/fates.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { writeMetrics } from '../../shards/metrics.ts';
import type { Storage } from '../../storage/storage.ts';
import { tableOf, writeAll, writeSampleVersion } from '../shards/sample-version.ts';

const record = (id: string, source: string, textHash: string | null) => ({ id, source, textHash });
const hash = (digit: string) => digit.repeat(16);

export const hostileId = '<script>alert("id")</script>\u001b[31m';

/** Fates in two files. `a2` went by way of `b1` into `a1`; `a1` was seen again; `c1` and `c2` begin alike. */
export const sampleFateFiles: readonly (readonly FateRow[])[] = [
  [
    kept(record('a1-keeper', 'docs.jsonl:1', hash('1'))),
    dropped(record('c1-short', 'docs.jsonl:2', hash('2')), 'gopher-quality', 'gopher_short_doc', 31, 50),
    merged(record('b1-middle', 'docs.jsonl:3', hash('3')), 'dedup-minhash', 'a1-keeper', 0.875),
    dropped(record('a1-keeper', 'docs.jsonl:4', hash('4')), 'read', 'duplicate-id', null, null),
  ],
  [
    merged(record('a2-copy', 'more.jsonl:1', hash('3')), 'dedup-exact', 'b1-middle', 1),
    dropped(record('c2-long', 'more.jsonl:2', hash('5')), 'gopher-quality', 'gopher_long_doc', 200_000, 100_000),
    quarantined(record(hostileId, '<b>more</b>.jsonl:3', null), 'read', 'record-too-large', 32, 16),
    kept(record('d1-alone', 'more.jsonl:4', hash('6'))),
  ],
];

export const sampleTexts = {
  'a1-keeper': 'The quick brown fox.',
  'd1-alone': 'The lazy dog & <i>friends</i>.',
} as const;

/** Commits a version of the sample fates, with its documents and metrics. */
export async function writeSampleStore(storage: Storage): Promise<Manifest> {
  const dataset = 'docs';
  const draft = await writeSampleVersion(storage, dataset, 4);
  const fates = sampleFateFiles.flat();
  const { reasons, ...records } = ledgerOf(fates);
  const metrics = emptyMetrics();
  const documents = Object.entries(sampleTexts).map(([id, text]) => {
    addDocument(metrics, { ...measureText(text), label: '<en>', tokens: 5 });
    addDuplicates(metrics, id === 'a1-keeper' ? 2 : 0);
    return { id, text, source: `${id}.jsonl`, label: '<en>', parent: null, metadata: {} };
  });
  for (const { similarity } of fates) if (similarity !== null) addMerged(metrics, similarity);
  const shard = await writeAll(openDocumentWriter(storage, dataset), documents);
  const tables = [];
  for (const rows of sampleFateFiles) tables.push(await writeAll(openFateWriter(storage, dataset), rows));
  const { manifest } = await commitVersion(storage, {
    ...draft,
    records,
    reasons: { ...reasons },
    shards: [{ ...shard, content: 'documents', split: 'train' }],
    fates: tables.map(tableOf),
    metrics: [tableOf(await writeMetrics(storage, dataset, metricRows(metrics)))],
    summary: summary(metrics, { ...records, reasons }),
  });
  return manifest;
}
