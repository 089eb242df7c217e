import {
  continueAsNew,
  defineQuery,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { attributes } from './attributes.ts';
import { type BuildState, buildDataset as build, type PhaseCount } from './build-dataset.ts';
import { progressDetails, resultDetails } from './build-details.ts';
import type { Activities, BuildProgress, BuildResult, JobRange, PlannedBuild } from './contract.ts';

export const progressQuery = defineQuery<BuildProgress | null>('progress');

const short = proxyActivities<Activities>({
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumAttempts: 5 },
});

const jobs = proxyActivities<Activities>({
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '10 seconds',
  // A host that dies is no failure of the activity; what is retried here is the death of a whole worker.
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds', maximumAttempts: 100 },
});

/** Builds one version of a dataset. */
export async function buildDataset(state: BuildState): Promise<BuildResult> {
  let progress: BuildProgress | null = null;
  let counts: readonly PhaseCount[] = state.done ?? [];
  let plan: PlannedBuild | undefined;
  setHandler(progressQuery, () => progress, { description: 'Phase, jobs and records of the build' });
  return build(state, {
    activities: {
      planBuild: short.planBuild,
      openPhase: (planned, phase) => short.openPhase.executeWithOptions({ summary: phase }, [planned, phase]),
      runJobs: (range) => jobs.runJobs.executeWithOptions({ summary: jobSummary(range) }, [range]),
      commitBuild: short.commitBuild,
    },
    full: () => workflowInfo().continueAsNewSuggested,
    goOn: (next) => continueAsNew<typeof buildDataset>(next),
    onPlanned: (planned) => {
      plan = planned;
      upsertSearchAttributes([
        { key: attributes.store, value: planned.store },
        { key: attributes.dataset, value: planned.dataset },
      ]);
    },
    onProgress: (now, done, planned) => {
      if (now.phase !== progress?.phase) upsertSearchAttributes([{ key: attributes.stage, value: now.phase }]);
      progress = now;
      counts = done;
      setCurrentDetails(progressDetails(planned, done));
    },
    onResult: (result) => {
      if (plan !== undefined) setCurrentDetails(resultDetails(plan, counts, result));
      upsertSearchAttributes(headline(result));
    },
  });
}

function headline(result: BuildResult): Parameters<typeof upsertSearchAttributes>[0] {
  const { records } = result;
  const share = (count: number): number => (records.in === 0 ? 0 : Math.round((1000 * count) / records.in) / 1000);
  return [
    { key: attributes.stage, value: 'done' },
    { key: attributes.datasetVersion, value: `${result.dataset}@${result.version}` },
    { key: attributes.rowsIn, value: records.in },
    { key: attributes.rowsOut, value: records.kept },
    { key: attributes.rowsDropped, value: records.dropped },
    { key: attributes.dropRate, value: share(records.dropped) },
    { key: attributes.dupRate, value: share(records.merged) },
    { key: attributes.qualityScore, value: share(records.kept) },
    { key: attributes.gatePassed, value: result.gatesPassed },
    { key: attributes.gateReason, value: result.failedGates[0] ?? null },
    { key: attributes.failedChecks, value: [...result.failedGates] },
    { key: attributes.builtAt, value: new Date() },
  ];
}

function jobSummary({ phase, from, to }: JobRange): string {
  return to - from === 1 ? `${phase} ${from}` : `${phase} ${from}–${to - 1}`;
}
