import type { LoadedRecipe } from '../../recipes/load-recipe.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Decision } from '../../shards/decision.ts';
import type { Storage } from '../../storage/storage.ts';
import type { BuildOutcome } from '../../workers/build.ts';
import type { Output } from '../console-output.ts';
import { buildExitCode } from '../exit-code.ts';
import type { Parallelism } from '../parallelism.ts';
import { withBuildDisplay } from './with-display.ts';

/** A build that is over, the version that it made or met, and what a person decided of that. */
export interface ShownBuild {
  readonly outcome: BuildOutcome;
  readonly stored: StoredManifest;
  readonly decision: Decision | undefined;
}

/** Builds a version, shown while it lasts, lets `tell` say what came of it, and gives the exit code. */
export async function showBuild(
  output: Output,
  { recipe, operations, folder }: LoadedRecipe,
  { storage, threads, hosts, hostMemory }: Parallelism & { readonly storage: Storage },
  tell: (build: ShownBuild) => Promise<void>,
): Promise<number> {
  const { readVersion } = await import('../../shards/catalogue.ts');
  const { readDecision } = await import('../../shards/decision.ts');
  const { runBuild } = await import('../../workers/build.ts');
  return withBuildDisplay(
    output,
    ({ onEvent, signal }) =>
      runBuild({
        ...{ recipe, recipeFolder: folder, storage, work: 'build', threads, hosts, hostMemory },
        ...{ alerts: operations.alerts, env: process.env, onEvent, signal },
      }),
    async (outcome) => {
      const stored = await readVersion(storage, outcome.dataset, outcome.version);
      await tell({ outcome, stored, decision: await readDecision(storage, stored) });
      return buildExitCode(outcome, recipe.limits.quarantine);
    },
  );
}
