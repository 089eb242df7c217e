import { kept } from '../../core/fate.js';
import { emptyLedger, ledgerOf, sumLedgers } from '../../core/ledger.js';
import { exactTables } from '../../quality/exact-counts.js';
import { addMerged } from '../../quality/record-metrics.js';
import { emptySourceCounts } from '../../quality/source-counts.js';
import { encodeValueCounts } from '../../quality/value-counts.js';
import { openFateWriter } from '../../shards/fates.js';
import { workKeys } from '../planning/plan.js';
import { mapPhaseName } from './map-outputs.js';
import { requireReport } from './open-build.js';
import { openPartitionFates, withDuplicateIds } from './partition-fates.js';
import { withKind } from './record-kind.js';
import { readSegmentOutput } from './segment-output.js';
import { sourcesOf } from './source-runs.js';
import { splitOf } from './split.js';
import { encodeThumbnails, thumbnailsKind } from './thumbnail-file.js';
import { planWriteGroups, readWriteGroup } from './write-groups.js';
export const writePhaseName = 'write';
export const exactCountsKind = 'counts';
/**
 * Writes the shards and fates of each group of partitions: the kept records by split, as their kind writes them, and one
 * fate for each record that was read.
 *
 * Memory: what the kind's output holds, the fates of one partition, and all removals.
 */
export const writePhase = {
    name: writePhaseName,
    probes: false,
    count: planWriteGroups,
    run: (build, index, onRecord) => withKind(build.plan, (kind) => writeGroup(kind, build, index, onRecord)),
};
async function writeGroup(kind, build, index, onRecord) {
    const { from, to } = await readWriteGroup(build, index);
    const { dataset, recipe } = build.plan;
    const output = await kind.openOutput(build);
    const sources = recipe.sources.map(emptySourceCounts);
    const fateWriter = await openFateWriter(build.storage, dataset);
    let ledger = emptyLedger;
    let records = 0;
    try {
        for (let partition = from; partition < to; partition++) {
            const rows = await writePartition(kind, build, partition, { output, sources }, () => onRecord(++records));
            for (const { fate, similarity } of rows)
                if (fate === 'merged')
                    addMerged(output.metrics, similarity ?? 1);
            ledger = sumLedgers([ledger, ledgerOf(rows)]);
            await fateWriter.add(rows);
        }
        const { thumbnails, ...written } = await output.finish();
        if (thumbnails !== undefined) {
            const key = workKeys.output(build.folder, writePhaseName, index, thumbnailsKind);
            await build.storage.put(key, encodeThumbnails(thumbnails));
        }
        const counts = encodeValueCounts(exactTables(output.counts));
        await build.storage.put(workKeys.output(build.folder, writePhaseName, index, exactCountsKind), counts);
        return {
            records: ledger.in,
            ended: { kept: ledger.kept },
            ledger,
            ...written,
            fates: await fateWriter.finish(),
            metrics: output.metrics,
            sources,
        };
    }
    catch (error) {
        await Promise.all([output.abort(), fateWriter.abort()]);
        throw error;
    }
}
/** Writes and measures the records of a partition that are kept; returns the fates of all of its records, in order. */
async function writePartition(kind, build, partition, { output, sources }, onKept) {
    const { segments, recipe } = build.plan;
    const entries = sourcesOf((await requireReport(build, mapPhaseName(0), partition)).sources);
    const countsOf = (ordinal) => {
        const counts = sources[entries[ordinal] ?? -1];
        if (counts === undefined)
            throw new RangeError(`Expected a source of record ${ordinal}, found none`);
        return counts;
    };
    const fates = await openPartitionFates(build, partition);
    await output.begin?.(partition);
    for await (const { live, removed } of readSegmentOutput(kind, build, segments.length - 1, partition)) {
        for (const { ordinal, fate, was } of removed) {
            fates.set(ordinal, fate);
            if (fate.fate === 'merged')
                await output.lost?.(was, fate);
        }
        const bySplit = { train: [], holdout: [] };
        for (const record of live) {
            const { ordinal, item, evidence, textHash } = record;
            onKept();
            fates.set(ordinal, kept({ id: item.id, source: item.source, evidence, textHash }));
            bySplit[splitOf(item.id, recipe.output.holdout)].push(record);
        }
        for (const split of ['train', 'holdout']) {
            const amounts = await output.add(split, bySplit[split].map(({ item }) => item), onKept);
            for (const [place, { ordinal }] of bySplit[split].entries()) {
                const counts = countsOf(ordinal);
                counts.characters += amounts[place]?.characters ?? 0;
                counts.tokens += amounts[place]?.tokens ?? 0;
            }
        }
    }
    const rows = await withDuplicateIds(build, partition, fates.all());
    for (const [ordinal, { fate }] of rows.entries()) {
        const { records } = countsOf(ordinal);
        records.in++;
        records[fate]++;
    }
    return rows;
}
//# sourceMappingURL=write-shards.js.map