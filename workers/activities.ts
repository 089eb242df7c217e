import { activityInfo, Context } from '@temporalio/activity';
import { datedRecipe } from '../recipes/dated-recipe.ts';
import { presentRecipe } from '../recipes/present-recipe.ts';
import type { AlertSettings, Recipe } from '../recipes/recipe.ts';
import { recordChoices } from '../recipes/record-choices.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';
import type {
  Activities,
  BatchReport,
  BuildReference,
  FollowUpActivities,
  PlannedBuild,
} from '../workflows/contract.ts';
import { noFates, sumFates } from '../workflows/fate-counts.ts';
import { reviewId } from '../workflows/review.ts';
import type { TrainingActivities } from '../workflows/training-contract.ts';
import { commitBuild } from './commit-build.ts';
import { followUpActivities } from './follow-up-activities.ts';
import { idleBeat, withHeartbeats } from './heartbeats.ts';
import type { Hosts } from './hosts/hosts.ts';
import { openBuild } from './phases/open-build.ts';
import { openPhase } from './phases/open-phase.ts';
import type { JobReport } from './phases/phase.ts';
import { phasesOf } from './phases/phases.ts';
import { readJson } from './planning/plan.ts';
import { planBuild } from './planning/plan-build.ts';
import { callOffIfPaused } from './schedules/call-off.ts';
import { countJob } from './telemetry/count-job.ts';

/** A recipe as the command line leaves it in the store for the plan to read. */
export interface StoredRecipe {
  readonly recipe: Recipe;
  readonly recipeFolder: string;
  /** Whom to tell of its builds; absent for nobody. */
  readonly alerts?: readonly AlertSettings[];
  /** Zone of the time that the words in its paths stand for; UTC where absent. */
  readonly timezone?: string;
}

/** The activities of a worker, over its hosts. Each can run again after a crash at any point, with the same outcome. */
export function createActivities(hosts: Hosts): Activities & FollowUpActivities & Pick<TrainingActivities, 'planRun'> {
  return {
    ...followUpActivities,
    planBuild: (reference) =>
      withHeartbeats(idleBeat(), async (beat) => {
        const storage = openStorage(reference.store);
        await callOffWhilePaused(reference);
        const { recipe, recipeFolder } = await recipeToBuild(storage, reference);
        const plan = await planBuild(storage, recipe, recipeFolder, (bytes) => {
          beat.records = bytes;
        });
        return {
          store: reference.store,
          dataset: plan.dataset,
          build: plan.build,
          phases: phasesOf(plan).map((phase) => phase.name),
          files: plan.inputs.files,
          bytes: plan.inputs.bytes,
          partitions: plan.partitions,
        };
      }),
    openPhase: (plan, phase) =>
      withHeartbeats(idleBeat(), async () => {
        return openPhase(await open(plan), phase);
      }),
    runJobs: ({ plan, phase, from, to }) =>
      withHeartbeats(idleBeat(), async (beat, signal) => {
        const build = await open(plan);
        Object.assign(beat, { phase, from });
        const ordinals = new Map<number, number>();
        const failed = new AbortController();
        const ending = AbortSignal.any([signal, failed.signal]);
        const runOne = async (index: number): Promise<JobReport> => {
          const known = await build.report(phase, index);
          const job = { store: plan.store, dataset: plan.dataset, build: plan.build, phase, index };
          const onOrdinal = (ordinal: number): void => {
            ordinals.set(index, ordinal + 1);
            beat.records = [...ordinals.values()].reduce((sum, count) => sum + count, 0);
          };
          const report = known ?? (await hosts.run(job, ending, onOrdinal));
          if (known === undefined) countJob(plan.dataset, phase, report.records);
          beat.jobs++;
          onOrdinal(report.records - 1);
          return report;
        };
        const indexes = Array.from({ length: to - from }, (_, offset) => from + offset);
        const reports = await Promise.all(indexes.map(runOne)).catch((error: unknown) => {
          failed.abort();
          throw error;
        });
        return batchReport(reports);
      }),
    commitBuild: (plan) =>
      withHeartbeats(idleBeat(), async () => {
        const result = await commitBuild(await open(plan));
        return { ...result, reviewId: reviewId(activityInfo().taskQueue, result.dataset, result.version) };
      }),
    planRun: (request) =>
      withHeartbeats(idleBeat(), async () => {
        const { planRun } = await import('./training/plan-run.ts');
        return planRun(request);
      }),
  };
}

/** A scheduled build ends here, cancelled, where its schedule was paused since it was due. */
async function callOffWhilePaused({ at }: BuildReference): Promise<void> {
  if (at === undefined) return;
  const { client, cancelled, info } = Context.current();
  if (info.workflowExecution !== undefined && (await callOffIfPaused(client, info.workflowExecution))) await cancelled;
}

/** The recipe of a build: as it was stored, by the stages as they are now, and for the time that the build stands for. */
async function recipeToBuild(storage: Storage, { recipe: key, at }: BuildReference): Promise<StoredRecipe> {
  const stored = await readJson<StoredRecipe>(storage, key);
  const time = (): Date | undefined => (at === undefined ? undefined : new Date(at));
  return {
    ...stored,
    recipe: datedRecipe(
      presentRecipe(stored.recipe, recordChoices[stored.recipe.kind].stages),
      time,
      stored.timezone ?? 'UTC',
    ),
  };
}

function batchReport(reports: readonly JobReport[]): BatchReport {
  return {
    jobs: reports.length,
    records: reports.reduce((sum, { records }) => sum + records, 0),
    fates: reports.reduce((sum, { ended = {} }) => sumFates(sum, ended), noFates),
  };
}

function open(plan: PlannedBuild): ReturnType<typeof openBuild> {
  return openBuild(plan.store, plan.dataset, plan.build);
}
