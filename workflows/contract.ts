/** Where a build's data lie: the only thing, with counts and digests, that crosses into workflow history. */
export interface BuildReference {
  /** Folder or `s3://` prefix of the store. */
  readonly store: string;
  readonly dataset: string;
  /** Key of the resolved recipe in the store. */
  readonly recipe: string;
}

/** A planned build: its work folder's name and the phases to walk, in order. */
export interface PlannedBuild {
  readonly store: string;
  readonly dataset: string;
  /** Digest of recipe, inputs and code: the name of the work folder. */
  readonly build: string;
  readonly phases: readonly string[];
  readonly files: number;
  readonly bytes: number;
  readonly partitions: number;
}

export interface JobRange {
  readonly plan: PlannedBuild;
  readonly phase: string;
  readonly from: number;
  readonly to: number;
}

/** What a batch of jobs did: counts only. */
export interface BatchReport {
  readonly jobs: number;
  readonly records: number;
}

/** How far an activity is; carried by its heartbeats. */
export interface Heartbeat {
  readonly phase: string;
  readonly from: number;
  readonly jobs: number;
  readonly records: number;
}

/** The outcome of a build, as small as a person's summary. */
export interface BuildResult {
  readonly dataset: string;
  readonly version: number;
  readonly manifestSha256: string;
  /** True where the newest version already was this one, so that none was added. */
  readonly identical: boolean;
  readonly gatesPassed: boolean;
  readonly failedGates: readonly string[];
  readonly build: string;
  readonly records: {
    readonly in: number;
    readonly kept: number;
    readonly dropped: number;
    readonly merged: number;
    readonly quarantined: number;
  };
  readonly tokens: number;
  readonly shards: number;
}

/** State of a build for progress displays. */
export interface BuildProgress {
  readonly phase: string;
  readonly phaseIndex: number;
  readonly phases: number;
  readonly jobsDone: number;
  readonly jobs: number;
  readonly records: number;
}

/** The work that `buildDataset` orders; implemented in `workers/activities.ts`. */
export interface Activities {
  planBuild(reference: BuildReference): Promise<PlannedBuild>;
  /** Number of jobs in a phase: a function of the plan and of what earlier phases wrote. */
  openPhase(plan: PlannedBuild, phase: string): Promise<number>;
  runJobs(range: JobRange): Promise<BatchReport>;
  commitBuild(plan: PlannedBuild): Promise<BuildResult>;
}
