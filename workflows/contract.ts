import type { FateName } from '../core/fate.ts';

/** Where a build's data lie: the only thing, with counts and digests, that crosses into workflow history. */
export interface BuildReference {
  /** Folder or `s3://` prefix of the store. */
  readonly store: string;
  readonly dataset: string;
  /** Key of the resolved recipe in the store. */
  readonly recipe: string;
  /** The time that `{date}` in the sources' paths stands for, ISO 8601, where a schedule began the build. */
  readonly at?: string;
}

/** The schedule that began a build, and what it asks for where the build goes wrong. */
export interface ScheduleReference {
  readonly id: string;
  readonly onGateFailure: 'pause' | 'continue';
  readonly onFailure: 'pause' | 'continue';
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
  /** Jobs of the phase; undefined of builds from before it was told. */
  readonly of?: number;
}

/** What a batch of jobs did: counts only. */
export interface BatchReport {
  readonly jobs: number;
  readonly records: number;
  /** Records by the fate that these jobs gave them; undefined of histories from before it was told. */
  readonly fates?: FateCounts;
}

export type FateCounts = Readonly<Record<FateName, number>>;

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
  /** True where `latest` may name the version: its gates passed, or a person approved it. */
  readonly gatesPassed: boolean;
  /** Id of the workflow in which a review of the version would wait; undefined in histories from before reviews. */
  readonly reviewId?: string;
  /** What a person decided of the version before this build made it again. */
  readonly decision?: 'approved' | 'rejected';
  /** Metrics of the gates that hold `latest` back. */
  readonly failedGates: readonly string[];
  /** The first of them in words, `kept.ratio is 0.31, at least 0.5 wanted`; null where all passed. */
  readonly gateReason?: string | null;
  /** Metrics of gates that failed and only warn. */
  readonly warnings?: readonly string[];
  /** Distributions whose population stability index to the last good version is above 0.2. */
  readonly drifted?: readonly string[];
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
  /** Name of the work folder; undefined of builds that an earlier release began. */
  readonly build?: string;
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

/** What follows a build; implemented in `workers/`. */
export interface FollowUpActivities {
  describeVersion(version: VersionReference): Promise<VersionPage>;
  announce(announcement: Announcement): Promise<void>;
  pauseSchedule(request: PauseRequest): Promise<void>;
  decideVersion(decision: DecisionRequest): Promise<DecisionResult>;
}

/** A version by reference. */
export interface VersionReference {
  readonly store: string;
  readonly dataset: string;
  readonly version: number;
}

/** A version as the Temporal UI shows it: one line for lists, and HTML with SVG; at most 20 kB. */
export interface VersionPage {
  readonly summary: string;
  readonly page: string;
}

/** What happened to a build, for those who listen: lineage events, metrics, webhooks. */
export interface Announcement {
  readonly kind: 'started' | 'finished' | 'gates-failed' | 'failed' | 'cancelled' | 'approved' | 'rejected';
  readonly store: string;
  readonly dataset: string;
  /** Key of the resolved recipe in the store; null where a review of a version speaks. */
  readonly recipe: string | null;
  readonly workflowId: string;
  /** First run of the workflow: a UUID, the same over continue-as-new. */
  readonly runId: string;
  readonly schedule: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** Null where no version came of it. */
  readonly version: number | null;
  readonly failedGates: readonly string[];
  readonly gateReason: string | null;
  /** Why the build failed, or what a person noted with a decision. */
  readonly message: string | null;
}

export interface PauseRequest {
  readonly schedule: string;
  /** Shown as the schedule's note. */
  readonly note: string;
}

/** What a person decides of a version whose gates failed. */
export interface DecisionRequest extends VersionReference {
  readonly manifestSha256: string;
  readonly decision: 'approved' | 'rejected';
  readonly note: string;
  /** The schedule to resume where the version is approved; null for none. */
  readonly schedule: string | null;
}

export interface DecisionResult {
  /** The decision that stands: another person's, where that came first. */
  readonly decision: 'approved' | 'rejected';
  readonly note: string;
  /** True where `latest` now names the version. */
  readonly moved: boolean;
  /** The version that `latest` names; null for none. */
  readonly latest: number | null;
  readonly resumed: boolean;
}
