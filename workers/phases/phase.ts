import type { Json } from '../../core/canonical-json.ts';
import type { FateCounts } from '../../workflows/contract.ts';
import type { OpenBuild } from './open-build.ts';

/** Ordinals [from, to) of the records that a probe works on; nothing is written. */
export interface Probe {
  readonly from: number;
  readonly to: number;
}

/** What a job tells: counts and names of what it wrote. Plain JSON, kept beside the outputs as their marker. */
export interface JobReport {
  /** Records or rows that went through. */
  readonly records: number;
  /** Records that ended in this job, by their fate. Undefined for none. */
  readonly ended?: Partial<FateCounts>;
  readonly [key: string]: unknown;
}

/**
 * One step of a build: a number of jobs that know nothing of each other and only read what earlier phases wrote.
 * A job's outputs are a function of the build and its index. `probes` is true where a job walks records one by one
 * and can be asked to work on a few of them alone.
 */
export interface Phase {
  readonly name: string;
  readonly probes: boolean;
  readonly count: (build: OpenBuild) => Promise<number>;
  /**
   * For each job what decides its outputs, apart from the code: a job of another build that was decided by the same left
   * the same. Without it, all that earlier phases wrote decides each job.
   */
  readonly decisive?: (build: OpenBuild, jobs: number) => Promise<readonly Json[]>;
  /** What decides all jobs' outputs beside that and is in no name of an earlier phase's jobs. */
  readonly settings?: Json;
  /** True where jobs write files of the dataset, which their reports name: such a job is taken over only where these are there. */
  readonly publishes?: boolean;
  /** `onRecord` is called with the ordinal of each record as work on it begins. */
  readonly run: (
    build: OpenBuild,
    index: number,
    onRecord: (ordinal: number) => void,
    probe: Probe | undefined,
  ) => Promise<JobReport>;
}
