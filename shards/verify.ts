import { errorToData } from '../core/errors.ts';
import type { FateRow } from '../core/fate.ts';
import { balances, emptyLedger, type Ledger, ledgerOf, sumLedgers } from '../core/ledger.ts';
import { streamingSha256 } from '../storage/digest.ts';
import type { Storage } from '../storage/storage.ts';
import { readManifest, readVersion, type StoredManifest } from './catalogue.ts';
import { readDecision } from './decision.ts';
import { type FateIndex, type FateIndexFile, lookupColumns, lookupKey, readFateIndex } from './fate-index.ts';
import { openFateReader } from './fates.ts';
import type { Manifest } from './manifest.ts';
import { filesOf, type NamedFile } from './manifest-files.ts';
import { parquetRowGroups } from './parquet-reader.ts';
import { readPurged } from './purge-versions.ts';

/** What a check of a version found: how much was read, and in words all that is wrong. */
export interface Verification {
  readonly ok: boolean;
  readonly files: number;
  readonly bytes: number;
  readonly problems: readonly string[];
}

const pieceBytes = 8 * 2 ** 20;

/**
 * Reads every file of a version again: sizes and SHA-256 against the manifest, the ledger against the fates, the rows
 * against the shards, parent and decision against their digests. Costs a read of all the version's bytes; holds 8 MiB at a time
 * and one group of fates.
 */
export async function verifyVersion(storage: Storage, reference: string): Promise<Verification> {
  const stored = await readManifest(storage, reference);
  const { manifest } = stored;
  const problems: string[] = [];
  let bytes = 0;
  for (const file of filesOf(manifest)) {
    const { read, problem } = await checkFile(storage, manifest.dataset, file);
    bytes += read;
    if (problem !== undefined) problems.push(`${file.file}: ${problem}`);
  }
  problems.push(...checkCounts(manifest), ...(await checkParent(storage, stored)));
  problems.push(...(await checkDecision(storage, stored)));
  if (problems.length === 0) problems.push(...(await checkFates(storage, manifest)));
  return { ok: problems.length === 0, files: filesOf(manifest).length, bytes, problems };
}

async function checkFile(
  storage: Storage,
  dataset: string,
  named: NamedFile,
): Promise<{ read: number; problem: string | undefined }> {
  const key = `${dataset}/${named.file}`;
  const size = await storage.size(key);
  if (size === undefined) return { read: 0, problem: 'is missing' };
  if (named.bytes !== undefined && size !== named.bytes) {
    return { read: 0, problem: `has ${size} bytes instead of ${named.bytes}` };
  }
  const digest = streamingSha256();
  try {
    for (let start = 0; start < size; start += pieceBytes) {
      digest.update(await storage.getRange(key, start, Math.min(size, start + pieceBytes)));
    }
  } catch (error) {
    return { read: 0, problem: `cannot be read: ${errorToData(error).message}` };
  }
  return { read: size, problem: digest.hex() === named.sha256 ? undefined : 'has other bytes than its SHA-256 says' };
}

function checkCounts(manifest: Manifest): string[] {
  const { records, reasons, shards, tokens } = manifest;
  const problems: string[] = [];
  if (!balances({ ...records, reasons }, records.in)) problems.push('the ledger does not balance');
  const content = manifest.kind === 'image' ? 'images' : 'documents';
  const rows = shards.reduce(
    (sum, shard) => (shard.content === content ? sum + shard.rows - (shard.copies ?? 0) : sum),
    0,
  );
  if (rows !== records.kept) {
    problems.push(`the shards of ${content} hold ${rows} rows, but ${records.kept} records were kept`);
  }
  const shardTokens = shards.reduce((sum, shard) => sum + (shard.tokens ?? 0), 0);
  if (shardTokens !== tokens) problems.push(`shards hold ${shardTokens} tokens instead of ${tokens}`);
  for (const shard of shards) {
    const grouped = shard.rowGroups.reduce((sum, group) => sum + group.rows, 0);
    if (grouped !== shard.rows)
      problems.push(`${shard.file}: its groups hold ${grouped} rows instead of ${shard.rows}`);
  }
  return problems;
}

async function checkParent(storage: Storage, { manifest }: StoredManifest): Promise<string[]> {
  const { parent, dataset } = manifest;
  if (parent === null) return [];
  try {
    const sha256 =
      (await readPurged(storage, dataset, parent.version)) ??
      (await readVersion(storage, dataset, parent.version)).sha256;
    return sha256 === parent.sha256 ? [] : [`version ${parent.version}, its parent, was changed`];
  } catch (error) {
    return [`version ${parent.version}, its parent, cannot be read: ${errorToData(error).message}`];
  }
}

async function checkDecision(storage: Storage, stored: StoredManifest): Promise<string[]> {
  try {
    await readDecision(storage, stored);
    return [];
  } catch (error) {
    return [`what was decided of it: ${errorToData(error).message}`];
  }
}

/** The index of a file of fates, or why it is none. */
async function openIndex(
  storage: Storage,
  dataset: string,
  fates: string,
  index: FateIndexFile,
): Promise<FateIndex | string> {
  try {
    return await readFateIndex(storage, dataset, index, await parquetRowGroups(storage, fates));
  } catch (error) {
    return `${index.file}: ${errorToData(error).message}`;
  }
}

function isIndexed(index: FateIndex, group: number, row: FateRow): boolean {
  return lookupColumns.every((column) => row[column] === null || index.mayHold(group, lookupKey(column, row[column])));
}

/** Counts the fates again, and looks each up in its index. Asked only where their bytes are the right ones. */
async function checkFates(storage: Storage, manifest: Manifest): Promise<string[]> {
  const problems: string[] = [];
  let found: Ledger = emptyLedger;
  for (const { file, rows, index: named } of manifest.fates) {
    const before = found.in;
    const key = `${manifest.dataset}/${file}`;
    const reader = await openFateReader(storage, key);
    const index = named === undefined ? undefined : await openIndex(storage, manifest.dataset, key, named);
    if (typeof index === 'string') problems.push(index);
    for (let place = 0; place < reader.groups; place++) {
      const group = await reader.group(place);
      found = sumLedgers([found, ledgerOf(group)]);
      if (typeof index === 'object' && !group.every((row) => isIndexed(index, place, row)))
        problems.push(`${named?.file}: lacks records of row group ${place} of ${file}`);
    }
    if (found.in - before !== rows) problems.push(`${file}: holds ${found.in - before} rows instead of ${rows}`);
  }
  const { in: total, kept, dropped, merged, quarantined } = manifest.records;
  const counts = { in: total, kept, dropped, merged, quarantined };
  for (const [name, value] of Object.entries(counts)) {
    const counted = found[name as keyof typeof counts];
    if (counted !== value) problems.push(`fates: ${counted} records ${name}, but the manifest says ${value}`);
  }
  for (const reason of new Set([...Object.keys(found.reasons), ...Object.keys(manifest.reasons)])) {
    const [counted, said] = [found.reasons[reason] ?? 0, manifest.reasons[reason] ?? 0];
    if (counted !== said) problems.push(`fates: ${counted} records for ${reason}, but the manifest says ${said}`);
  }
  return problems;
}
