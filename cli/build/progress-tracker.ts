import type { BuildProgress } from '../../workflows/contract.ts';

/** How far a build is, over all its phases. */
export interface ProgressView {
  /** Part of the whole that is done, in [0, 1]; never falls. */
  readonly share: number;
  /** Name of the phase, and which it is of how many, from 1. */
  readonly phase: string;
  readonly phaseNumber: number;
  readonly phases: number;
  readonly jobsDone: number;
  readonly jobs: number;
  readonly records: number;
  /** Records a second lately; null where that cannot be told. */
  readonly recordsPerSecond: number | null;
  /** Null until there is something to judge by. */
  readonly secondsLeft: number | null;
}

// Parts of a build's time, as measured on 20 MB of text with the published filters: the first phase reads and judges
// every record, the last one writes what was kept, and all those between compare what the first one left.
const firstPart = 0.6;
const betweenPart = 0.25;
const lastPart = 0.15;

const judgeAfterMs = 2_000;
const judgeAfterShare = 0.02;

/** Follows a build: each call takes what is known at a time of a monotonic clock and gives the view for people. */
export function trackProgress(): (progress: BuildProgress, liveRecords: number, nowMs: number) => ProgressView {
  let share = 0;
  let begin: { readonly ms: number; readonly share: number } | undefined;
  let last: { readonly ms: number; readonly phase: string; readonly records: number } | undefined;
  let rate: number | null = null;
  return (progress, liveRecords, nowMs) => {
    const inPhase = last?.phase === progress.phase ? last.records : 0;
    const records = Math.max(inPhase, progress.records + liveRecords);
    share = Math.max(share, shareOf(progress, liveRecords));
    begin ??= { ms: nowMs, share };
    if (last === undefined || last.phase !== progress.phase) {
      last = { ms: nowMs, phase: progress.phase, records };
      rate = null;
    } else if (nowMs - last.ms >= 1000) {
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
export function shareOf({ phaseIndex, phases, jobsDone, jobs, records }: BuildProgress, liveRecords = 0): number {
  const weights = Array.from({ length: phases }, (_, i) =>
    i === 0 ? firstPart : i === phases - 1 ? lastPart : betweenPart / (phases - 2),
  );
  const sum = (some: readonly number[]) => some.reduce((total, weight) => total + weight, 0);
  const inWork = records === 0 ? 0 : Math.min(jobs - jobsDone, (liveRecords * jobsDone) / records) * 0.9;
  const inPhase = jobs === 0 ? 0 : Math.min(1, (jobsDone + Math.max(0, inWork)) / jobs);
  const done = sum(weights.slice(0, phaseIndex)) + (weights[phaseIndex] ?? 0) * inPhase;
  return phases === 0 ? 0 : done / sum(weights);
}
