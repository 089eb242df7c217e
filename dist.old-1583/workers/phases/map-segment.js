import { evidenceFromText, evidenceToText, withEvidence } from '../../core/evidence.js';
import { dropped, quarantined } from '../../core/fate.js';
import { exactKey } from '../../pipelines/dedup/exact.js';
import { writeKeyFile } from '../../pipelines/dedup/key-file.js';
import { openRecordFateWriter } from '../../shards/record-fates.js';
import { outputName, readPartition, workKeys } from '../planning/plan.js';
import { keysKind, mapPhaseName } from './map-outputs.js';
import { readPoison } from './poison.js';
import { withKind } from './record-kind.js';
import { idsStep } from './removals.js';
import { readSegmentOutput } from './segment-output.js';
import { addToRuns } from './source-runs.js';
/**
 * Runs one segment's local stages over each partition, and computes what its dedup stages will compare.
 * Writes `records` (those that go on), `fates` (of those that end here) and one file for each comparison.
 *
 * Memory: one chunk of records, one group of the files being written, and the comparison data of the partition.
 */
export function mapPhase(segment) {
    return {
        name: mapPhaseName(segment),
        probes: true,
        count: async ({ plan }) => plan.partitions,
        run: (build, index, onRecord, probe) => withKind(build.plan, (kind) => {
            const job = { build, segment, index, onRecord };
            return probe === undefined ? write(kind, job) : tryOut(kind, job, probe);
        }),
    };
}
async function write(kind, job) {
    const { build, segment, index } = job;
    const name = mapPhaseName(segment);
    const folder = `${build.folder}/${name}`;
    const poison = await readPoison(build, name, index);
    const admit = (ordinal) => {
        const reason = poison.get(ordinal);
        return reason === undefined ? 'parse' : { reason };
    };
    const records = await kind.openWriter(build.storage, folder, outputName(index, 'records.arrow'));
    const fates = await openRecordFateWriter(build.storage, folder, outputName(index, 'fates.arrow'));
    const work = await openChunkWork(kind, job);
    let total = 0;
    let survivors = 0;
    let contentBytes = 0;
    const endedHere = { dropped: 0, quarantined: 0 };
    const sources = [];
    try {
        for await (const chunk of recordsOf(kind, job, admit)) {
            for (const record of chunk)
                if ('entry' in record)
                    addToRuns(sources, record.entry);
            const { live, ended } = await work.run(chunk);
            total += chunk.length;
            survivors += live.length;
            for (const { item } of live)
                contentBytes += kind.bytesOf(item);
            for (const each of ended)
                if (beginsHere(each))
                    endedHere[each.fate.fate]++;
            await records.add(live);
            await fates.add(ended);
        }
        for (const { kind: file, bytes } of work.finish()) {
            await build.storage.put(workKeys.output(build.folder, name, index, file), bytes);
        }
        await records.finish();
        await fates.finish();
    }
    catch (error) {
        await records.abort();
        await fates.abort();
        throw error;
    }
    return { records: total, ended: endedHere, survivors, contentBytes, sources };
}
/** False for what a dedup step before this segment ended: that step has told of it. */
function beginsHere(ended) {
    return !('was' in ended) && (ended.fate.fate === 'dropped' || ended.fate.fate === 'quarantined');
}
/** Works on the probe's records without writing; reports how many records the partition has. */
async function tryOut(kind, job, { from, to }) {
    const poison = await readPoison(job.build, mapPhaseName(job.segment), job.index);
    let seen = 0;
    const admit = (ordinal) => {
        seen = Math.max(seen, ordinal + 1);
        return ordinal >= from && ordinal < to && !poison.has(ordinal) ? 'parse' : 'skip';
    };
    const work = await openChunkWork(kind, job);
    for await (const chunk of recordsOf(kind, job, admit))
        await work.run(chunk);
    work.finish();
    return { records: seen };
}
async function* recordsOf(kind, { build, segment, index, onRecord }, admit) {
    if (segment === 0) {
        const partition = await readPartition(build.storage, build.folder, index);
        yield* kind.read(build.plan, partition, admit, onRecord);
        return;
    }
    for await (const { live, removed } of readSegmentOutput(kind, build, segment - 1, index)) {
        const admitted = live.flatMap((record) => {
            const decision = admit(record.ordinal);
            if (decision === 'skip')
                return [];
            if (decision === 'parse')
                return [record];
            const { id, source } = record.item;
            return [
                { ordinal: record.ordinal, id, source, format: 'host', problem: decision.reason, value: null, limit: null },
            ];
        });
        yield [...admitted, ...removed].sort((a, b) => a.ordinal - b.ordinal);
    }
}
/** The part that writes nothing: stages and comparisons over a chunk. */
async function openChunkWork(kind, { build, segment, onRecord }) {
    const { plan } = build;
    const work = await kind.openWork(plan, plan.segments[segment]);
    const ids = [];
    const comparesIds = segment === 0 && plan.namedIds;
    return {
        run: async (chunk) => {
            const live = [];
            const ended = [];
            for (const record of chunk) {
                const { ordinal } = record;
                onRecord(ordinal);
                if (!('item' in record)) {
                    if ('was' in record && record.fate.fate === 'merged')
                        await work.lost?.(record.was, record.fate);
                    ended.push('fate' in record ? record : { ordinal, fate: unreadFate(record) });
                    continue;
                }
                const { item } = record;
                const textHash = 'textHash' in record ? record.textHash : kind.hashOf(item);
                if (comparesIds)
                    ids.push({ key: exactKey(item.id, { normalize: 'none' }), ordinal });
                const running = work.run(ordinal, item);
                // Texts are worked on at once, and a turn of the event loop for each of them would cost more than some do.
                const outcome = running instanceof Promise ? await running : running;
                const before = 'evidence' in record ? record.evidence : null;
                const evidence = allEvidence(before, outcome.evidence);
                if ('item' in outcome) {
                    live.push({ ordinal, item: outcome.item, evidence, textHash });
                    continue;
                }
                const { stage, reason, value, limit } = outcome;
                const ends = outcome.fate === 'dropped' ? dropped : quarantined;
                ended.push({
                    ordinal,
                    fate: ends({ id: item.id, source: item.source, evidence, textHash }, stage, reason, value, limit),
                });
            }
            return { live, ended };
        },
        finish: () => [...(comparesIds ? [{ kind: keysKind(idsStep), bytes: writeKeyFile(ids) }] : []), ...work.finish()],
    };
}
/** What a record's stages noted in this segment and those before. */
function allEvidence(before, noted) {
    if (noted === undefined)
        return before;
    let evidence = evidenceFromText(before);
    for (const [stage, each] of Object.entries(noted))
        evidence = withEvidence(evidence, stage, each);
    return evidenceToText(evidence);
}
function unreadFate(record) {
    const { id, source, format, problem, value, limit } = record;
    const stage = problem.startsWith('host-') ? 'host' : format;
    const ends = record.dropped === true ? dropped : quarantined;
    return ends({ id, source, textHash: null }, stage, problem, value, limit);
}
//# sourceMappingURL=map-segment.js.map