import { countText } from '../quality/number-text.ts';
import { terminalTable, widestTable } from '../quality/terminal-table.ts';
import { listDatasets, listVersions, readManifest, readVersion } from '../shards/catalogue.ts';
import { type Decision, readDecision } from '../shards/decision.ts';
import { readLatest } from '../shards/latest.ts';
import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';

/** One version as `ls` lists it. */
export interface VersionRow {
  readonly dataset: string;
  readonly version: number;
  readonly latest: boolean;
  readonly gatesPassed: boolean;
  /** What was decided of a version whose gates failed; null where nothing was. */
  readonly decision: Decision['decision'] | null;
  readonly records: Manifest['records'];
  readonly kind: Manifest['kind'];
  readonly tokens: number;
  readonly shards: number;
  readonly manifestSha256: string;
}

/** Every version of a dataset, or of all, ascending. Reads their manifests. Throws `dataset-not-found` (usage). */
export async function listVersionRows(storage: Storage, name: string | undefined): Promise<VersionRow[]> {
  const datasets =
    name === undefined ? await listDatasets(storage) : [(await readManifest(storage, name)).manifest.dataset];
  const rows: VersionRow[] = [];
  for (const dataset of datasets) {
    const latest = await readLatest(storage, dataset);
    for (const version of await listVersions(storage, dataset)) {
      const stored = await readVersion(storage, dataset, version);
      const { manifest, sha256 } = stored;
      rows.push({
        dataset,
        version,
        latest: latest?.version === version,
        gatesPassed: manifest.gatesPassed,
        decision: (await readDecision(storage, stored))?.decision ?? null,
        records: manifest.records,
        kind: manifest.kind,
        tokens: manifest.tokens,
        shards: manifest.shards.length,
        manifestSha256: sha256,
      });
    }
  }
  return rows;
}

/** Lines of a table for people. Texts are what is expected: only where there are images, a column tells the kind. */
export function versionTable(rows: readonly VersionRow[]): string[] {
  const hasImages = rows.some(({ kind }) => kind === 'image');
  const headings = [
    ...['dataset', 'version'],
    ...(hasImages ? ['kind'] : []),
    ...['records', 'kept', 'tokens', 'shards'],
  ];
  const columns = [...headings, 'gates', ''].map((heading) => ({
    heading,
    align: textColumns.has(heading) ? ('left' as const) : ('right' as const),
  }));
  return terminalTable(
    columns,
    rows.map((row) => [
      row.dataset,
      countText(row.version),
      ...(hasImages ? [row.kind] : []),
      ...[row.records.in, row.records.kept].map(countText),
      row.kind === 'image' ? '' : countText(row.tokens),
      countText(row.shards),
      row.gatesPassed ? 'passed' : (row.decision ?? 'FAILED'),
      row.latest ? 'latest' : '',
    ]),
    widestTable,
  );
}

const textColumns: ReadonlySet<string> = new Set(['dataset', 'kind', 'gates', '']);
