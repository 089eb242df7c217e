import type { ImageSize } from '../core/pixels.ts';
import type { Mix } from '../streaming/mix/mix.ts';
import type { Masking } from './masking.ts';
import type { RunSettings } from './run-settings.ts';

/** All that decides a run's weights: its settings, the data, the weights it begins with, and the code. Plain data. */
export type RunConfig = TokenRunConfig | ImageRunConfig;

interface AnyRunConfig {
  readonly format: 'millrace-run/1';
  /** Name of its folder under `runs/`: dataset, name, and a digest of the rest. */
  readonly run: string;
  readonly settings: RunSettings;
  /** The version that it is judged on, and that it learns from where there is no mix. */
  readonly data: RunVersion;
  /** What it learns from in place of `data`. */
  readonly mix?: Mix<RunVersion>;
  /** The finished run whose best weights it begins with. */
  readonly from: string | null;
  /** The finished run whose last weights teach it; absent where none does. */
  readonly teacher?: string;
  readonly codeSha256: string;
}

/** A version, by name and content. */
export interface RunVersion {
  readonly dataset: string;
  readonly version: number;
  readonly manifestSha256: string;
}

export interface TokenRunConfig extends AnyRunConfig {
  /** Tokens of a sample. */
  readonly length: number;
  /** Most tokens of a sample that the model has positions for. */
  readonly positions: number;
  readonly vocabulary: number;
  /** Of a run that masks tokens. */
  readonly masking?: Masking;
  /** Of a run that takes spans out: the ids that stand for them. */
  readonly sentinels?: readonly number[];
}

export interface ImageRunConfig extends AnyRunConfig {
  /** Sides of a sample in pixels. */
  readonly imageSize: ImageSize;
}

/** The versions that a run learns from, in its mix's order. */
export function versionsLearned({ data, mix }: Pick<AnyRunConfig, 'data' | 'mix'>): readonly RunVersion[] {
  return mix?.parts.map(({ version }) => version) ?? [data];
}

/** True for a run on images, false for one on tokens. */
export function readsImages(config: RunConfig): config is ImageRunConfig {
  return 'imageSize' in config;
}

/** The classes that a run's objective names, each with its labels; undefined where each label is a class. */
export function classesOf({
  settings,
}: Pick<AnyRunConfig, 'settings'>): Readonly<Record<string, readonly string[]>> | undefined {
  const { classes } = settings.objective.parameters;
  return classes as Readonly<Record<string, readonly string[]>> | undefined;
}
