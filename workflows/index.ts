import type { SearchAttributeUpdatePair } from '@temporalio/common';
import {
  continueAsNew,
  defineQuery,
  defineSignal,
  executeChild,
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
import {
  type EndToEndProgress,
  type EndToEndReference,
  type EndToEndResult,
  endToEnd as fromEndToEnd,
} from './end-to-end.ts';
import {
  type RunReference,
  type TrainingActivities,
  type TrainingResult,
  trainingQueueOf,
} from './training-contract.ts';
import { endToEndDetails, endToEndSummary, trainingSummary } from './training-details.ts';

export const progressQuery = defineQuery<BuildProgress | null>('progress');
export const stageQuery = defineQuery<EndToEndProgress | null>('stage');
/** A training run's page so far, from the activity that trains. */
export const pageSignal = defineSignal<[string]>('page');

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

const planning = proxyActivities<TrainingActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumAttempts: 5 },
});

function trainingActivities() {
  return proxyActivities<TrainingActivities>({
    taskQueue: trainingQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '90 days',
    heartbeatTimeout: '10 seconds',
    // A run goes on from its newest checkpoint, so the death of a process or a host costs what came after it.
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds', maximumAttempts: 100 },
  });
}

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

function headline(result: BuildResult): SearchAttributeUpdatePair[] {
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

/** Trains one run, and leaves a page with its loss curve that stays readable without a worker. */
export async function trainModel(reference: RunReference): Promise<TrainingResult> {
  setHandler(pageSignal, (page) => setCurrentDetails(page), { description: 'Loss curve so far' });
  upsertSearchAttributes([
    { key: attributes.store, value: reference.store },
    { key: attributes.stage, value: 'train' },
  ]);
  const result = await trainingActivities().train.executeWithOptions({ summary: reference.run }, [reference]);
  setCurrentDetails(result.page);
  await leavePage(trainingSummary(result), result.page);
  upsertSearchAttributes([{ key: attributes.stage, value: 'done' }]);
  return result;
}

/** A page of the current details is blank without a worker; that of a workflow's start is not. */
async function leavePage(summary: string, page: string): Promise<void> {
  await executeChild(report, {
    workflowId: `${workflowInfo().workflowId}-report`,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: summary,
    staticDetails: page,
    args: [],
  });
}

/** Does nothing: its static details are a page that the Temporal UI shows when no worker runs. */
export async function report(): Promise<void> {
  return Promise.resolve();
}

/** From raw files to judged models: a build, its training runs in order, and their evaluation. */
export async function endToEnd(reference: EndToEndReference): Promise<EndToEndResult> {
  const { workflowId } = workflowInfo();
  let stage: EndToEndProgress | null = null;
  const child = (name: string) => ({
    workflowId: `${workflowId}-${name}`,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
  });
  setHandler(stageQuery, () => stage, { description: 'What the run does now, and which workflow does it' });
  upsertSearchAttributes([
    { key: attributes.store, value: reference.build.store },
    { key: attributes.dataset, value: reference.build.dataset },
  ]);
  return fromEndToEnd(reference, {
    build: (build) =>
      executeChild(buildDataset, {
        ...child('build'),
        staticSummary: `Build ${build.dataset}`,
        args: [{ reference: build }],
      }),
    planRun: (request) => planning.planRun(request),
    train: (run, name) =>
      executeChild(trainModel, { ...child(`train-${name}`), staticSummary: `Train ${run.run}`, args: [run] }),
    evaluate: (request) => trainingActivities().evaluate.executeWithOptions({ summary: request.run }, [request]),
    onStage: ({ name, ...now }) => {
      const doer = { build: `${workflowId}-build`, train: `${workflowId}-train-${name}`, evaluate: null }[now.kind];
      stage = { ...now, workflowId: doer };
      upsertSearchAttributes([{ key: attributes.stage, value: now.stage }]);
    },
    onResult: async (result) => {
      const page = endToEndDetails(result);
      setCurrentDetails(page);
      upsertSearchAttributes(headline(result.build));
      await leavePage(endToEndSummary(result), page);
    },
  });
}
