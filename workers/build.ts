import type { Storage } from '../storage/storage.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { BuildProgress, BuildResult } from '../workflows/contract.ts';

/** What `runBuild` tells while it works; the command line renders it. */
export type BuildEvent =
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'server'; readonly address: string; readonly uiUrl: string | null; readonly started: boolean }
  | {
      readonly type: 'started';
      readonly workflowId: string;
      /** Page of this build in the Temporal UI, once that UI answers. */
      readonly url: string | null;
      /** True where a build begun by an earlier command goes on. */
      readonly resumed: boolean;
      readonly hostPids: readonly number[];
    }
  | { readonly type: 'progress'; readonly progress: BuildProgress; readonly liveRecords: number };

export interface BuildOptions {
  readonly recipe: Recipe;
  readonly recipeFolder: string;
  readonly storage: Storage;
  readonly threads: number;
  readonly hosts: number;
  readonly env: NodeJS.ProcessEnv;
  readonly onEvent: (event: BuildEvent) => void;
  /** Aborted on Ctrl-C: the worker drains, the build stays resumable, and `runBuild` rejects with `interrupted`. */
  readonly signal: AbortSignal;
}

export interface BuildOutcome extends BuildResult {
  readonly partitions: number;
  readonly reusedPartitions: number;
  readonly workflowId: string;
  readonly uiUrl: string | null;
  readonly seconds: number;
}

export declare function runBuild(options: BuildOptions): Promise<BuildOutcome>;
