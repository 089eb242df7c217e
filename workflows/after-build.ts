import type {
  Announcement,
  BuildReference,
  BuildResult,
  PauseRequest,
  ScheduleReference,
  VersionPage,
  VersionReference,
} from './contract.ts';
import type { ReviewRequest } from './review.ts';

/** A build that ended, well or not, and who began it. */
export interface EndedBuild {
  readonly reference: BuildReference;
  readonly schedule: ScheduleReference | null;
}

/** What the steps after a build need of their surroundings. */
export interface AfterBuildFlow {
  readonly describeVersion: (version: VersionReference) => Promise<VersionPage>;
  /** Leaves a page that stays readable without a worker. */
  readonly leavePage: (page: VersionPage, version: number) => Promise<void>;
  /** Opens the review in which a person decides of the version; one that is open already stays. */
  readonly openReview: (review: ReviewRequest, page: VersionPage, workflowId: string) => Promise<void>;
  readonly pauseSchedule: (request: PauseRequest) => Promise<void>;
  readonly announce: (what: Told) => Promise<void>;
}

/** The parts of an announcement that differ between those of one build. */
export type Told = Pick<Announcement, 'kind' | 'version' | 'failedGates' | 'gateReason' | 'message'>;

/**
 * What follows a committed version: a schedule is paused first where its gates failed, so that nothing more starts;
 * then those who listen are told, the page is left, and a review is opened unless somebody decided already.
 */
export async function afterBuild(build: EndedBuild, result: BuildResult, flow: AfterBuildFlow): Promise<void> {
  const { reference, schedule } = build;
  const { dataset, version, gatesPassed, failedGates, manifestSha256 } = result;
  const gateReason = result.gateReason ?? failedGates[0] ?? null;
  const pauses = !gatesPassed && schedule !== null && schedule.onGateFailure === 'pause';
  if (pauses) await flow.pauseSchedule({ schedule: schedule.id, note: gateNote(dataset, version, gateReason) });
  const kind = gatesPassed ? 'finished' : 'gates-failed';
  await flow.announce({ kind, version, failedGates, gateReason, message: null });
  const page = await flow.describeVersion({ store: reference.store, dataset, version });
  await flow.leavePage(page, version);
  const { decision, reviewId } = result;
  if (gatesPassed || decision !== undefined || reviewId === undefined) return;
  const { store, recipe } = reference;
  const request = { store, dataset, version, manifestSha256, recipe, schedule: pauses ? schedule.id : null };
  await flow.openReview(request, page, reviewId);
}

/** What follows a build that somebody called off: a person, or its schedule that was paused before it was its turn. */
export function afterCancellation(flow: Pick<AfterBuildFlow, 'announce'>): Promise<void> {
  return flow.announce({ kind: 'cancelled', version: null, failedGates: [], gateReason: null, message: null });
}

/** What follows a build that failed by itself. */
export async function afterFailure(build: EndedBuild, message: string, flow: AfterBuildFlow): Promise<void> {
  const { reference, schedule } = build;
  if (schedule !== null && schedule.onFailure === 'pause') {
    const note = `Paused by Millrace: the build of ${reference.dataset} failed: ${message}`;
    await flow.pauseSchedule({ schedule: schedule.id, note });
  }
  await flow.announce({ kind: 'failed', version: null, failedGates: [], gateReason: null, message });
}

function gateNote(dataset: string, version: number, reason: string | null): string {
  return `Paused by Millrace: a gate of ${dataset}@${version} failed: ${reason}. latest stays where it was; approve or reject the version, or mend the input and resume.`;
}
