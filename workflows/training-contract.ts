/** A training run by reference: everything else about it lies in its folder, `<store>/runs/<run>/`. */
export interface RunReference {
  /** Folder or `s3://` prefix of the store. */
  readonly store: string;
  readonly run: string;
  /** The version that it trains on; undefined in histories from before it was told. */
  readonly data?: { readonly dataset: string; readonly version: number };
}

/** Which run of a recipe to plan, over which version. */
export interface RunPlanRequest {
  readonly store: string;
  /** Key of the recipe's stored training part. */
  readonly training: string;
  /** Place in the recipe's `train`. */
  readonly index: number;
  readonly dataset: string;
  readonly version: number;
  /** Runs of the earlier entries. */
  readonly earlier: readonly string[];
}

/** How far a run is; carried by the activity's heartbeats. */
export interface TrainingProgress {
  readonly run: string;
  readonly step: number;
  readonly steps: number;
  readonly loss: number | null;
  readonly validationLoss: number | null;
  readonly tokensPerSecond: number | null;
  /** What `tokensPerSecond` counts; undefined in histories from before runs on images. */
  readonly unit?: 'tokens' | 'images';
  readonly secondsLeft: number | null;
  /** What really computes; null until it is loaded. */
  readonly backend: string | null;
  /** What happens beside steps: a download, a validation; empty while steps run. */
  readonly note: string;
}

/** The outcome of a run, as small as a person's summary. */
export interface TrainingResult {
  readonly run: string;
  readonly name: string;
  readonly steps: number;
  /** Step that the last process went on from; 0 where it began. */
  readonly resumedFrom: number;
  /** Settings that differ from those of that step, such as threads: the last bits may, too. */
  readonly changedSettings: readonly string[];
  /** Mean training loss over the last tenth of the steps. */
  readonly loss: number;
  /** Null without a holdout split. */
  readonly validationLoss: number | null;
  /** Tokens or images that were trained on, and how many of them in a second by the last process. */
  readonly tokens: number;
  readonly tokensPerSecond: number;
  /** What `tokens` counts; undefined in histories from before runs on images. */
  readonly unit?: 'tokens' | 'images';
  readonly seconds: number;
  /** Share of that time in which steps waited for batches; undefined where other programs trained it. */
  readonly dataWait?: number;
  readonly backend: string;
  readonly device: 'cpu' | 'gpu';
  readonly deviceName: string;
  /** Key of the last checkpoint's folder. */
  readonly checkpoint: string;
  /** Of a run that may stop early: the step of its lowest validation loss, and the key of that checkpoint's folder. */
  readonly best?: { readonly step: number; readonly loss: number; readonly checkpoint: string };
  /** Why it ended before the steps that it was given; absent where it did not. */
  readonly stopped?: { readonly reason: 'early'; readonly of: number };
  readonly parameters: number;
  /** Markdown with the loss curve as SVG, for the Temporal UI. */
  readonly page: string;
}

export interface EvaluationRequest {
  readonly store: string;
  readonly run: string;
  readonly on: 'holdout' | 'train';
  /** The weights of the lowest validation loss, or the last; undefined in histories from before the choice: the best. */
  readonly checkpoint?: 'best' | 'last';
  readonly metrics: readonly string[];
  readonly against: 'naive-bayes' | null;
  /** Texts to write, into the file of the evaluation alone; undefined for none. */
  readonly samples?: {
    readonly prompts: readonly string[];
    readonly each: number;
    readonly tokens: number;
    readonly temperature: number;
  };
  /** Null for the device of the run's settings. */
  readonly device: 'auto' | 'cpu' | 'gpu' | null;
}

export interface EvaluationResult {
  readonly run: string;
  readonly name: string;
  readonly on: 'holdout' | 'train';
  /** Of the weights that were judged, and which they are; undefined in histories from before they were told. */
  readonly step?: number;
  readonly checkpoint?: 'best' | 'last';
  /** Key of all that was written of it. */
  readonly file?: string;
  readonly samples: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly against: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The work that training workflows order: `planRun` on the store's queue, the rest on its training queue. */
export interface TrainingActivities {
  /** Writes the run's configuration; the same request gives the same run. */
  planRun(request: RunPlanRequest): Promise<RunReference & { readonly name: string }>;
  /** Trains, or goes on from the newest checkpoint; a finished run is told again. */
  train(reference: RunReference): Promise<TrainingResult>;
  evaluate(request: EvaluationRequest): Promise<EvaluationResult>;
}

/** Name of the task queue where a store's training and evaluation run: one at a time, where the GPU is. */
export function trainingQueueOf(taskQueue: string): string {
  return `${taskQueue}-train`;
}
