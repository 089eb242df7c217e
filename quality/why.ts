import { MillraceError } from '../core/errors.ts';
import { type Evidence, evidenceFromText } from '../core/evidence.ts';
import type { FateRow } from '../core/fate.ts';
import { type FateSearch, openFateSearch } from '../shards/fate-search.ts';
import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';

/**
 * What a person knows of the record: its id or the beginning of it; its text, whole with its `textHash`, or a part; or
 * the name of an image file, with the hash of its bytes.
 */
export type RecordQuery =
  | { readonly id: string }
  | { readonly text: string; readonly textHash: string }
  | { readonly file: string; readonly textHash: string };

/** What became of a record, and of what was merged into it. */
export interface Explanation extends Omit<FateRow, 'evidence' | 'textHash'> {
  /** What stages noted of the record. */
  readonly evidence: Evidence;
  /** Of a kept record: its own source, then those of all records merged into it, also by way of others. Else empty. */
  readonly sources: readonly string[];
  /** Of a merged record: ids from the one it was merged into to the one that was kept. Else empty. */
  readonly chain: readonly string[];
  /** Sources of later records with the same id, which were dropped for it. */
  readonly sameId: readonly string[];
}

const shownIds = 5;
const longestChain = 1000;

/**
 * Explains one record of a version. Reads single columns of the fates: about 0.6 s per million fates for each of finding
 * the record, each step of its chain, and its duplicates; by a part of a text, also the kept documents up to the second match.
 *
 * Throws MillraceError (usage) `record-not-found`, or `record-ambiguous` naming some ids.
 */
export async function explain(storage: Storage, manifest: Manifest, query: RecordQuery): Promise<Explanation> {
  const fates = openFateSearch(storage, manifest);
  const [row, ...rest] =
    'id' in query ? await findById(fates, query.id) : await findByText(storage, manifest, fates, query);
  if (row === undefined) throw notFound(manifest, query);
  const { textHash: _, evidence, ...fate } = row;
  return {
    ...fate,
    evidence: evidenceFromText(evidence),
    sources: row.fate === 'kept' ? [row.source, ...(await mergedSources(fates, row.id))] : [],
    chain: row.fate === 'merged' ? await chainOf(fates, row) : [],
    sameId: rest.filter(({ id }) => id === row.id).map(({ source }) => source),
  };
}

/** The record's row first, then rows of later records with its id. */
async function findById(fates: FateSearch, id: string): Promise<FateRow[]> {
  if (id === '') return [];
  const exact = await withId(fates, id);
  if (exact.length > 0) return exact;
  const begun = new Map<string, FateRow[]>();
  for await (const row of fates.scan(['id'], (each) => each.id.startsWith(id))) {
    const rows = begun.get(row.id);
    if (rows !== undefined) rows.push(row);
    else if (begun.size <= shownIds) begun.set(row.id, [row]);
  }
  if (begun.size > 1) throw ambiguous('id begins', [...begun.keys()]);
  const [only = []] = begun.values();
  return only.sort((a, b) => rank(a) - rank(b));
}

async function withId(fates: FateSearch, id: string): Promise<FateRow[]> {
  const rows: FateRow[] = [];
  for await (const row of fates.lookUp('id', new Set([id]))) rows.push(row);
  return rows.sort((a, b) => rank(a) - rank(b));
}

async function findByText(
  storage: Storage,
  manifest: Manifest,
  fates: FateSearch,
  query: Exclude<RecordQuery, { readonly id: string }>,
): Promise<FateRow[]> {
  const equal: FateRow[] = [];
  for await (const row of fates.lookUp('textHash', new Set([query.textHash]))) equal.push(row);
  const best = equal.sort((a, b) => rank(a) - rank(b))[0];
  if (best !== undefined) return [best];
  const ids = 'text' in query ? await documentsWith(storage, manifest, query.text) : [];
  if (ids.length > 1) throw ambiguous('text is in', ids);
  return ids[0] === undefined ? [] : withId(fates, ids[0]);
}

/** Ids of kept documents whose text holds `part`: none, the only one, or the first few. */
async function documentsWith(storage: Storage, manifest: Manifest, part: string): Promise<string[]> {
  const ids: string[] = [];
  if (part === '') return ids;
  // Writing documents takes a while to load, which a lookup need not wait for.
  const { openDocumentReader } = await import('../shards/documents.ts');
  for (const { content, file } of manifest.shards) {
    if (content !== 'documents') continue;
    const reader = await openDocumentReader(storage, `${manifest.dataset}/${file}`);
    for (let group = 0; group < reader.groups; group++) {
      for (const { id, text, parent } of await reader.group(group)) {
        if (parent === null && text.includes(part)) ids.push(id);
        if (ids.length > shownIds) return ids;
      }
    }
  }
  return ids;
}

/** Sources of the records that were merged into one, nearest first; each pass goes one step further from it. */
async function mergedSources(fates: FateSearch, id: string): Promise<string[]> {
  const sources: string[] = [];
  const seen = new Set([id]);
  let targets = new Set([id]);
  while (targets.size > 0) {
    const next = new Set<string>();
    for await (const row of fates.lookUp('into', targets, ['id', 'source'])) {
      sources.push(row.source);
      if (!seen.has(row.id)) next.add(row.id);
      seen.add(row.id);
    }
    targets = next;
  }
  return sources;
}

async function chainOf(fates: FateSearch, merged: FateRow): Promise<string[]> {
  const chain: string[] = [];
  for (let into = merged.into; into !== null && !chain.includes(into) && chain.length < longestChain; ) {
    chain.push(into);
    const [target] = await withId(fates, into);
    into = target?.into ?? null;
  }
  return chain;
}

/** Rows of one id or one text: the kept one says most; one dropped for its id alone says least. */
function rank(row: FateRow): number {
  if (row.reason === 'duplicate-id') return 4;
  return ['kept', 'merged', 'dropped', 'quarantined'].indexOf(row.fate);
}

function ambiguous(how: string, ids: readonly string[]): MillraceError {
  const shown = ids.slice(0, shownIds).join(', ');
  const more = ids.length > shownIds ? ', …' : '';
  return new MillraceError('record-ambiguous', `the ${how} several records: ${shown}${more}`, {
    kind: 'usage',
    hint: 'give the whole id of one of them',
  });
}

function notFound({ dataset, version }: Manifest, query: RecordQuery): MillraceError {
  const what =
    'id' in query ? `the id ${JSON.stringify(query.id.slice(0, 80))}` : 'file' in query ? 'these bytes' : 'this text';
  return new MillraceError('record-not-found', `${dataset}@${version} has read no record with ${what}`, {
    kind: 'usage',
    hint:
      'id' in query
        ? 'ids are listed by `millrace fates`; the beginning of one is enough'
        : 'file' in query
          ? `an image is found by the bytes that it had as it was read; ${query.file} has others`
          : 'give the whole text of a record as it was read, or a part of the text of a kept document',
  });
}
