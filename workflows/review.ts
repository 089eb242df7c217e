import type { DecisionRequest, DecisionResult } from './contract.ts';

/** A version whose gates failed, and the schedule that waits for a decision about it; null for none. */
export interface ReviewRequest {
  readonly store: string;
  readonly dataset: string;
  readonly version: number;
  readonly manifestSha256: string;
  readonly schedule: string | null;
  /** Key of the stored recipe, whose alerts may ask to be told of the decision; absent of reviews from before. */
  readonly recipe?: string;
}

/** What came of a review. `expired`: nobody decided in time, so `latest` stays and so does a paused schedule. */
export interface ReviewResult {
  readonly decision: 'approved' | 'rejected' | 'expired';
  readonly note: string;
  readonly latest: number | null;
  readonly resumed: boolean;
}

/** A person's word, as a signal brings it. */
export interface Word {
  readonly decision: 'approved' | 'rejected';
  readonly note: string;
}

export interface ReviewFlow {
  /** The first word that came, or undefined where none did in time. */
  readonly word: () => Promise<Word | undefined>;
  readonly decide: (decision: DecisionRequest) => Promise<DecisionResult>;
  readonly announce: (word: Word) => Promise<void>;
}

/** Waits for a person to approve or reject a version, and does so. What was decided elsewhere before stands. */
export async function review(request: ReviewRequest, flow: ReviewFlow): Promise<ReviewResult> {
  const word = await flow.word();
  if (word === undefined) return { decision: 'expired', note: '', latest: null, resumed: false };
  const { decision, note, latest, resumed } = await flow.decide({ ...request, ...word });
  await flow.announce({ decision, note });
  return { decision, note, latest, resumed };
}

/** Id of the workflow in which a version's review waits. */
export function reviewId(taskQueue: string, dataset: string, version: number): string {
  return `review-${dataset}@${version}-${taskQueue}`;
}

/** What a signal's input says as a note: people type into the UI what they like. */
export function noteOf(input: unknown): string {
  if (typeof input === 'string') return input.slice(0, 1000);
  return input === undefined || input === null ? '' : JSON.stringify(input).slice(0, 1000);
}
