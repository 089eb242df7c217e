import { canonicalJson } from '../core/canonical-json.js';
import { datasetStatistics } from '../quality/dataset-statistics.js';
import { exactTables, openExactCounts } from '../quality/exact-counts.js';
import { metricRows, vocabularyRows } from '../quality/metric-rows.js';
import { mergeMetrics } from '../quality/record-metrics.js';
import { sumSourceCounts } from '../quality/source-counts.js';
import { summary } from '../quality/summary.js';
import { openThumbnailSample } from '../quality/thumbnail-sample.js';
import { addEncodedCounts } from '../quality/value-counts.js';
import { vocabularyUse } from '../quality/vocabulary-use.js';
import { writeContentFile } from '../shards/content-file.js';
import { writeMetrics } from '../shards/metrics.js';
import { contentName } from '../shards/row-file.js';
import { writeThumbnails } from '../shards/thumbnails.js';
import { decodeThumbnails, thumbnailsKind } from './phases/thumbnail-file.js';
import { exactCountsKind, writePhaseName } from './phases/write-shards.js';
import { portablePattern } from './planning/find-inputs.js';
import { workKeys } from './planning/plan.js';
/**
 * Puts the measures of all write jobs together and writes the metrics table and the statistics.
 *
 * @param vocabulary tokens of the build's tokenizer; null without one
 */
export async function measureDataset(build, reports, ledger, vocabulary) {
    const { plan, storage } = build;
    const metrics = mergeMetrics(reports.map((report) => report.metrics));
    const counts = await readExactCounts(build, reports.length);
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
async function readExactCounts(build, jobs) {
    const counts = openExactCounts();
    for (let index = 0; index < jobs; index++) {
        const key = workKeys.output(build.folder, writePhaseName, index, exactCountsKind);
        addEncodedCounts(exactTables(counts), await build.storage.get(key));
    }
    return counts;
}
async function writeSample({ plan, storage, folder }, jobs) {
    const sample = openThumbnailSample();
    for (let index = 0; index < jobs; index++) {
        const key = workKeys.output(folder, writePhaseName, index, thumbnailsKind);
        for (const thumbnail of decodeThumbnails(await storage.get(key)))
            sample.add(thumbnail);
    }
    const { file, sha256, bytes, rows } = await writeThumbnails(storage, plan.dataset, sample.all());
    return { file, sha256, bytes, rows };
}
function sourcesOf({ plan }, reports) {
    const counts = sumSourceCounts(plan.recipe.sources.length, reports.map(({ sources }) => sources));
    return plan.recipe.sources.flatMap(({ path, format }, place) => {
        const found = counts[place];
        return found === undefined ? [] : [{ source: portablePattern(path, plan.recipeFolder), format, ...found }];
    });
}
//# sourceMappingURL=dataset-measures.js.map