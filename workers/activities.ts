import { ApplicationFailure, activityInfo, Context } from '@temporalio/activity';
import { MillraceError } from '../core/errors.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Activities, BatchReport, Heartbeat, PlannedBuild } from '../workflows/contract.ts';
import { commitBuild } from './commit-build.ts';
import type { Hosts } from './hosts/hosts.ts';
import { openBuild } from './phases/open-build.ts';
import { phaseNamed, phasesOf } from './phases/phases.ts';
import { readJson } from './planning/plan.ts';
import { planBuild } from './planning/plan-build.ts';

/** A recipe as the command line leaves it in the store for the plan to read. */
export interface StoredRecipe {
  readonly recipe: Recipe;
  readonly recipeFolder: string;
}

const heartbeatEveryMs = 1000;

/** The activities of a worker, over its hosts. Each can run again after a crash at any point, with the same outcome. */
export function createActivities(hosts: Hosts): Activities {
  return {
    planBuild: (reference) =>
      withHeartbeats(async (beat) => {
        const storage = openStorage(reference.store);
        const { recipe, recipeFolder } = await readJson<StoredRecipe>(storage, reference.recipe);
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
      withHeartbeats(async () => {
        const build = await open(plan);
        return phaseNamed(build.plan, phase).count(build);
      }),
    runJobs: ({ plan, phase, from, to }) =>
      withHeartbeats(async (beat, signal) => {
        const build = await open(plan);
        Object.assign(beat, { phase, from });
        const ordinals = new Map<number, number>();
        const failed = new AbortController();
        const ending = AbortSignal.any([signal, failed.signal]);
        const runOne = async (index: number): Promise<number> => {
          const known = await build.report(phase, index);
          const job = { store: plan.store, dataset: plan.dataset, build: plan.build, phase, index };
          const onOrdinal = (ordinal: number): void => {
            ordinals.set(index, ordinal + 1);
            beat.records = [...ordinals.values()].reduce((sum, count) => sum + count, 0);
          };
          const report = known ?? (await hosts.run(job, ending, onOrdinal));
          beat.jobs++;
          onOrdinal(report.records - 1);
          return report.records;
        };
        const indexes = Array.from({ length: to - from }, (_, offset) => from + offset);
        const records = await Promise.all(indexes.map(runOne)).catch((error: unknown) => {
          failed.abort();
          throw error;
        });
        return { jobs: indexes.length, records: records.reduce((sum, count) => sum + count, 0) } satisfies BatchReport;
      }),
    commitBuild: (plan) => withHeartbeats(async () => commitBuild(await open(plan))),
  };
}

function open(plan: PlannedBuild): ReturnType<typeof openBuild> {
  return openBuild(plan.store, plan.dataset, plan.build);
}

type Beat = { -readonly [Key in keyof Heartbeat]: Heartbeat[Key] };

/**
 * Runs an activity's work with a heartbeat every second. A MillraceError fails the workflow with its code and data;
 * anything else, and an interrupted activity, is retried by the workflow's policy.
 */
async function withHeartbeats<T>(work: (beat: Beat, signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat: Beat = { phase: activityInfo().activityType, from: 0, jobs: 0, records: 0 };
  const timer = setInterval(() => context.heartbeat({ ...beat }), heartbeatEveryMs);
  try {
    return await work(beat, context.cancellationSignal);
  } catch (error) {
    if (context.cancellationSignal.aborted) await context.cancelled;
    if (!(error instanceof MillraceError)) throw error;
    throw ApplicationFailure.create({
      message: error.message,
      type: error.code,
      nonRetryable: true,
      details: [{ kind: error.kind, at: error.at ?? null, hint: error.hint ?? null }],
    });
  } finally {
    clearInterval(timer);
  }
}
