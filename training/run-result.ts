/** The outcome of a finished run: `result.json` in its folder. */
export interface RunResult {
  readonly run: string;
  readonly name: string;
  /** Those that were done. */
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
  /** What `tokens` counts; undefined in results from before runs on images. */
  readonly unit?: 'tokens' | 'images';
  /** Time that the last process trained. */
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
  /** Markdown with the loss curve as SVG. */
  readonly page: string;
}

/** How far a run is, for people. */
export interface RunProgress {
  readonly run: string;
  readonly step: number;
  readonly steps: number;
  readonly loss: number | null;
  readonly validationLoss: number | null;
  readonly tokensPerSecond: number | null;
  /** What `tokensPerSecond` counts. */
  readonly unit?: 'tokens' | 'images';
  readonly secondsLeft: number | null;
  /** What really computes; null until it is loaded. */
  readonly backend: string | null;
  /** What happens beside steps; empty while they run. */
  readonly note: string;
}
