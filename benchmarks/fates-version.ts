import { dropped, type FateRow, kept, merged } from '../core/fate.ts';
import { emptyLedger, ledgerOf, sumLedgers } from '../core/ledger.ts';
import { commitVersion, type StoredManifest } from '../shards/catalogue.ts';
import { fateTable, openFateWriter } from '../shards/fates.ts';
import { openInputWriter } from '../shards/inputs.ts';
import type { Manifest } from '../shards/manifest.ts';
import { sha256Hex } from '../storage/digest.ts';
import type { Storage } from '../storage/storage.ts';
import { recordId } from '../workers/phases/record-id.ts';
import { textHash } from '../workers/phases/text-hash.ts';

const rowsOfFile = 40_000;
const rowsAtOnce = 10_000;

/**
 * Commits a version of `records` fates as a build writes them, in files of 40,000, and nothing else: no shards, no
 * metrics. Of 16 records ten are kept, three dropped, two merged, one of them by way of another, and one merged by way
 * of two. Every 2,000th is merged into the first.
 */
export async function writeFatesVersion(storage: Storage, dataset: string, records: number): Promise<StoredManifest> {
  const fates: Manifest['fates'][number][] = [];
  let ledger = emptyLedger;
  for (let from = 0; from < records; from += rowsOfFile) {
    const writer = await openFateWriter(storage, dataset);
    const end = Math.min(from + rowsOfFile, records);
    for (let start = from; start < end; start += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, end - start);
      const rows = Array.from({ length: count }, (_, place) => numberedFate(start + place));
      ledger = sumLedgers([ledger, ledgerOf(rows)]);
      await writer.add(rows);
    }
    fates.push(fateTable(await writer.finish()));
  }
  const inputWriter = await openInputWriter(storage, dataset);
  const inputs = await inputWriter.finish();
  const { reasons, ...counts } = ledger;
  return await commitVersion(storage, {
    format: 'millrace-manifest/1',
    dataset,
    kind: 'text',
    lineage: {
      recipe: {},
      recipeSha256: sha256Hex(''),
      codeSha256: sha256Hex(''),
      inputs: { files: 0, bytes: 0, file: inputs.file, sha256: inputs.sha256 },
      tokenizer: null,
    },
    records: counts,
    reasons,
    tokens: 0,
    packing: null,
    shards: [],
    fates,
    metrics: [],
    summary: {},
    gates: [],
    gatesPassed: true,
  });
}

/** The text of a record. */
export function numberedText(number: number): string {
  return `This is the text of record ${number}.`;
}

/** The id of a record. */
export function numberedId(number: number): string {
  return recordId(sourceOf(number));
}

function sourceOf(number: number): string {
  return `crawl/${String(Math.floor(number / rowsOfFile)).padStart(5, '0')}.jsonl.gz:${(number % rowsOfFile) + 1}`;
}

function numberedFate(number: number): FateRow {
  const name = { id: numberedId(number), source: sourceOf(number), textHash: textHash(numberedText(number)) };
  if (number % 2_000 === 1_001) return merged(name, 'dedup-exact', numberedId(0), 1);
  switch (number % 16) {
    case 3:
      return merged(name, 'dedup-minhash', numberedId(number - 3), 0.875);
    case 7:
    case 11:
      return merged(name, 'dedup-exact', numberedId(number - 4), 1);
    case 5:
    case 9:
    case 13:
      return dropped(name, 'gopher-quality', 'gopher_short_doc', number % 50, 50);
    default:
      return kept(name);
  }
}
