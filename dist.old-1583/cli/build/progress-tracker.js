// Parts of a build's time, as measured on 20 MB of text with the published filters: the first phase reads and judges
// every record, the last one writes what was kept, and all those between compare what the first one left.
const firstPart = 0.6;
const betweenPart = 0.25;
const lastPart = 0.15;
const judgeAfterMs = 2_000;
const judgeAfterShare = 0.02;
/** Follows a build: each call takes what is known at a time of a monotonic clock and gives the view for people. */
export function trackProgress() {
    let share = 0;
    let begin;
    let last;
    let rate = null;
    return (progress, liveRecords, nowMs) => {
        const inPhase = last?.phase === progress.phase ? last.records : 0;
        const records = Math.max(inPhase, progress.records + liveRecords);
        share = Math.max(share, shareOf(progress, liveRecords));
        begin ??= { ms: nowMs, share };
        if (last === undefined || last.phase !== progress.phase) {
            last = { ms: nowMs, phase: progress.phase, records };
            rate = null;
        }
        else if (nowMs - last.ms >= 1000) {
            const lately = ((records - last.records) * 1000) / (nowMs - last.ms);
            rate = rate === null ? lately : 0.7 * rate + 0.3 * lately;
            last = { ms: nowMs, phase: progress.phase, records };
        }
        const [passedMs, passed] = [nowMs - begin.ms, share - begin.share];
        const judged = passedMs >= judgeAfterMs && passed >= judgeAfterShare;
        return {
            share,
            phase: progress.phase,
            phaseNumber: progress.phaseIndex + 1,
            phases: progress.phases,
            jobsDone: progress.jobsDone,
            jobs: progress.jobs,
            records,
            recordsPerSecond: rate === null ? null : Math.round(rate),
            secondsLeft: judged ? Math.ceil(((1 - share) / passed) * (passedMs / 1000)) : null,
        };
    };
}
/** Part of a build that is done, in [0, 1]; jobs in work count by their records, once it is known how many a job has. */
export function shareOf({ phaseIndex, phases, jobsDone, jobs, records }, liveRecords = 0) {
    const weights = Array.from({ length: phases }, (_, i) => i === 0 ? firstPart : i === phases - 1 ? lastPart : betweenPart / (phases - 2));
    const sum = (some) => some.reduce((total, weight) => total + weight, 0);
    const inWork = records === 0 ? 0 : Math.min(jobs - jobsDone, (liveRecords * jobsDone) / records) * 0.9;
    const inPhase = jobs === 0 ? 0 : Math.min(1, (jobsDone + Math.max(0, inWork)) / jobs);
    const done = sum(weights.slice(0, phaseIndex)) + (weights[phaseIndex] ?? 0) * inPhase;
    return phases === 0 ? 0 : done / sum(weights);
}
//# sourceMappingURL=progress-tracker.js.map