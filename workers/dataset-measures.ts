import { canonicalJson } from '../core/canonical-json.ts';
import type { Ledger } from '../core/ledger.ts';
import { datasetStatistics } from '../quality/dataset-statistics.ts';
import { type ExactCounts, exactTables, openExactCounts } from '../quality/exact-counts.ts';
import { metricRows, vocabularyRows } from '../quality/metric-rows.ts';
import { measuredRecords, mergeMetrics } from '../quality/record-metrics.ts';
import { sumSourceCounts } from '../quality/source-counts.ts';
import { summary } from '../quality/summary.ts';
import { openThumbnailSample } from '../quality/thumbnail-sample.ts';
import { addEncodedCounts } from '../quality/value-counts.ts';
import { vocabularyUse } from '../quality/vocabulary-use.ts';
import { writeContentFile } from '../shards/content-file.ts';
import type { Manifest } from '../shards/manifest.ts';
import { writeMetrics } from '../shards/metrics.ts';
import { contentName } from '../shards/row-file.ts';
import { writeThumbnails } from '../shards/thumbnails.ts';
import { countDuplicates } from './phases/count-duplicates.ts';
import type { OpenBuild } from './phases/open-build.ts';
import { decodeThumbnails, thumbnailsKind } from './phases/thumbnail-file.ts';
import { exactCountsKind, type WriteReport, writePhaseName } from './phases/write-shards.ts';
import { portablePattern } from './planning/find-inputs.ts';
import { workKeys } from './planning/plan.ts';

/** The parts of a manifest that say what its documents were measured to be. */
export type DatasetMeasures = Pick<Manifest, 'metrics' | 'statistics' | 'thumbnails' | 'sources' | 'summary'>;

/**
 * Puts the measures of all write jobs together and writes the metrics table and the statistics.
 *
 * @param vocabulary tokens of the build's tokenizer; null without one
 */
export async function measureDataset(
  build: OpenBuild,
  reports: readonly WriteReport[],
  ledger: Ledger,
  vocabulary: number | null,
): Promise<DatasetMeasures> {
  const { plan, storage } = build;
  const metrics = mergeMetrics(reports.map((report) => report.metrics));
  const counts = await readExactCounts(build, reports.length);
  if (plan.recipe.kind === 'text') await countDuplicates(build, measuredRecords(metrics), { metrics, counts });
  const use = vocabulary === null ? null : vocabularyUse(counts.tokenIds, vocabulary);
  const rows = [...metricRows(metrics), ...(use === null ? [] : vocabularyRows(use))];
  const statistics = new TextEncoder().encode(`${canonicalJson(datasetStatistics(metrics, counts))}\n`);
  const { file, sha256, bytes, rows: tableRows } = await writeMetrics(storage, plan.dataset, rows);
  return {
    metrics: [{ file, sha256, bytes, rows: tableRows }],
    statistics: await writeContentFile(storage, plan.dataset, contentName('metrics', 'json'), statistics),
    ...(plan.recipe.kind === 'image' ? { thumbnails: await writeSample(build, reports.length) } : {}),
    sources: sourcesOf(build, reports),
    summary: summary(metrics, ledger, use),
  };
}

async function readExactCounts(build: OpenBuild, jobs: number): Promise<ExactCounts> {
  const counts = openExactCounts();
  for (let index = 0; index < jobs; index++) {
    const key = workKeys.output(build.folder, writePhaseName, index, exactCountsKind);
    addEncodedCounts(exactTables(counts), await build.storage.get(key));
  }
  return counts;
}

async function writeSample({ plan, storage, folder }: OpenBuild, jobs: number): Promise<Manifest['metrics'][number]> {
  const sample = openThumbnailSample();
  for (let index = 0; index < jobs; index++) {
    const key = workKeys.output(folder, writePhaseName, index, thumbnailsKind);
    for (const thumbnail of decodeThumbnails(await storage.get(key))) sample.add(thumbnail);
  }
  const { file, sha256, bytes, rows } = await writeThumbnails(storage, plan.dataset, sample.all());
  return { file, sha256, bytes, rows };
}

function sourcesOf({ plan }: OpenBuild, reports: readonly WriteReport[]): NonNullable<Manifest['sources']> {
  const counts = sumSourceCounts(
    plan.recipe.sources.length,
    reports.map(({ sources }) => sources),
  );
  return plan.recipe.sources.flatMap(({ path, format }, place) => {
    const found = counts[place];
    return found === undefined ? [] : [{ source: portablePattern(path, plan.recipeFolder), format, ...found }];
  });
}
