import type {
  Activities,
  BatchReport,
  BuildProgress,
  BuildReference,
  BuildResult,
  FateCounts,
  PlannedBuild,
  ScheduleReference,
} from './contract.ts';
import { noFates, sumFates } from './fate-counts.ts';

/** Where a build is: what continue-as-new carries on. References and counts only. */
export interface BuildState {
  readonly reference: BuildReference;
  /** Undefined where a person began the build. */
  readonly schedule?: ScheduleReference;
  readonly plan?: PlannedBuild;
  readonly phaseIndex?: number;
  readonly jobs?: number;
  readonly nextJob?: number;
  readonly done?: readonly PhaseCount[];
}

/** What a phase has done so far. Times are the workflow's, in milliseconds; builds of earlier releases have none. */
export interface PhaseCount {
  readonly phase: string;
  readonly jobs: number;
  readonly of: number;
  readonly records: number;
  readonly beganAt?: number;
  /** When the last batch was done. */
  readonly toldAt?: number;
  /** What became of the records that ended here. */
  readonly fates?: FateCounts;
}

/** What the orchestration needs of its surroundings: Temporal in production, plain functions elsewhere. */
export interface Flow {
  readonly activities: Activities;
  /** The workflow's time: the same when its history is replayed. */
  readonly now: () => Date;
  /** True when the history has grown so long that the run should go on in a new one. */
  readonly full: () => boolean;
  readonly goOn: (state: BuildState) => Promise<never>;
  readonly onProgress: (progress: BuildProgress, done: readonly PhaseCount[], plan: PlannedBuild) => void;
  readonly onPlanned: (plan: PlannedBuild) => void;
  readonly onResult: (result: BuildResult) => void;
}

const mostJobsOfBatch = 64;
const batchesOfPhase = 64;
/** Batches in flight; hosts take as many of them as they have threads. */
const windowBatches = 32;

/** Jobs that one activity runs: small phases spread over all hosts, large ones keep the history short. */
export function batchJobs(jobs: number): number {
  return Math.min(mostJobsOfBatch, Math.max(1, Math.ceil(jobs / batchesOfPhase)));
}

/**
 * Builds a dataset version: plan, then phase by phase a sliding window of batches of jobs, then commit.
 * For 10,000 jobs a phase takes about 160 activities. Continues as new between batches, with nothing in flight.
 */
export async function buildDataset(state: BuildState, flow: Flow): Promise<BuildResult> {
  const plan = state.plan ?? (await flow.activities.planBuild(state.reference));
  flow.onPlanned(plan);
  const done = [...(state.done ?? [])];
  for (let phaseIndex = state.phaseIndex ?? 0; phaseIndex < plan.phases.length; phaseIndex++) {
    const phase = plan.phases[phaseIndex] as string;
    const continued = phaseIndex === state.phaseIndex;
    const jobs = (continued ? state.jobs : undefined) ?? (await flow.activities.openPhase(plan, phase));
    const first = (continued ? state.nextJob : undefined) ?? 0;
    let count: PhaseCount = (first > 0 ? done.pop() : undefined) ?? {
      ...{ phase, jobs: 0, of: jobs, records: 0 },
      beganAt: flow.now().getTime(),
    };
    const tell = (): void => flow.onProgress(progressOf(plan, phaseIndex, count), [...done, count], plan);
    tell();
    const next = await walkWindow(first, jobs, flow.full, async (from, to) => {
      const report = await flow.activities.runJobs({ plan, phase, from, to, of: jobs });
      count = withReport(count, report, flow.now().getTime());
      tell();
    });
    done.push(count);
    if (next < jobs) {
      await flow.goOn({ ...state, plan, phaseIndex, jobs, nextJob: next, done });
    }
  }
  const result = await flow.activities.commitBuild(plan);
  flow.onResult(result);
  return result;
}

function withReport(count: PhaseCount, report: BatchReport, toldAt: number): PhaseCount {
  const fates = report.fates === undefined ? count.fates : sumFates(count.fates ?? noFates, report.fates);
  return {
    ...count,
    jobs: count.jobs + report.jobs,
    records: count.records + report.records,
    toldAt,
    ...(fates === undefined ? {} : { fates }),
  };
}

/** Runs batches in order, `windowBatches` at a time, until all are done or `stop` says so; gives the first job not begun. */
async function walkWindow(
  first: number,
  jobs: number,
  stop: () => boolean,
  run: (from: number, to: number) => Promise<void>,
): Promise<number> {
  const size = batchJobs(jobs);
  let next = first;
  const lane = async (): Promise<void> => {
    while (next < jobs && !stop()) {
      const from = next;
      next = Math.min(jobs, from + size);
      await run(from, next);
    }
  };
  await Promise.all(Array.from({ length: windowBatches }, lane));
  return next;
}

function progressOf(plan: PlannedBuild, phaseIndex: number, count: PhaseCount): BuildProgress {
  return {
    build: plan.build,
    phase: count.phase,
    phaseIndex,
    phases: plan.phases.length,
    jobsDone: count.jobs,
    jobs: count.of,
    records: count.records,
  };
}
