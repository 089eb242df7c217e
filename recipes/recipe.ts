import type { Json } from '../core/canonical-json.ts';
import type { StageCondition } from '../pipelines/stage-condition.ts';
import type { Gate } from '../quality/gate.ts';
import type { EvaluationSettings, RunSettings } from '../training/run-settings.ts';
import type { AugmentSettings } from './augment-schema.ts';

/** A whole recipe: the dataset, what is trained on it, and how it is run. */
export interface WholeRecipe extends Recipe, RecipeTraining, RecipeOperations {}

/** How a recipe is run. No part of a dataset's lineage: another time table gives no other dataset. */
export interface RecipeOperations {
  readonly schedule: ScheduleSettings | null;
  readonly alerts: readonly AlertSettings[];
}

/**
 * When builds start by themselves, as Temporal Schedules have it.
 *
 * - `cron`, `every`: times, of which each counts. A cron expression has 5 fields, 6 with the year, 7 with the second first.
 * - `timezone`: IANA name, for `cron`, `startAt` and `endAt`, and for `{date}` in the sources' paths.
 * - `jitterMs`: each start is put off by a part of it. `catchupMs`: how late a missed start may still happen.
 * - `overlap`: what happens at a start while the build before runs.
 * - `onGateFailure`, `onFailure`: whether a version that fails its gates, or a build that fails, pauses the schedule.
 */
export interface ScheduleSettings {
  readonly cron: readonly string[];
  readonly every: readonly { readonly everyMs: number; readonly offsetMs: number }[];
  readonly timezone: string;
  readonly jitterMs: number;
  readonly catchupMs: number;
  readonly overlap: 'skip' | 'buffer-one' | 'buffer-all' | 'cancel-other' | 'terminate-other' | 'allow-all';
  readonly onGateFailure: 'pause' | 'continue';
  readonly onFailure: 'pause' | 'continue';
  /** ISO 8601 times before and after which nothing starts. */
  readonly startAt: string | null;
  readonly endAt: string | null;
}

/**
 * Whom to tell. `webhook`: an `http(s)` address, or `$NAME` for that of an environment variable of the worker, which
 * keeps a secret address out of the store.
 */
export interface AlertSettings {
  readonly webhook: string;
  readonly on: readonly ('gates-failed' | 'failed' | 'cancelled' | 'finished' | 'approved' | 'rejected')[];
}

/** The part of a recipe that trains. No part of a dataset's lineage: other runs are no other dataset. */
export interface RecipeTraining {
  readonly train: readonly RunSettings[];
  readonly evaluate: readonly EvaluationSettings[];
}

/** A dataset's recipe after parsing: every default filled in, every stage's parameters checked. Plain data. */
export interface Recipe {
  readonly dataset: string;
  readonly kind: 'text' | 'image';
  readonly sources: readonly RecipeSource[];
  readonly stages: readonly RecipeStage[];
  /** Augmented copies that are written to the train split; null for none. */
  readonly augment: AugmentSettings | null;
  /**
   * Null: no token shards are written. `file` is relative to the recipe's folder. `template`: documents get the tokens that
   * the file puts around a text. `special`: texts that are one token each, which training knows beside `<|endoftext|>`.
   */
  readonly tokenizer:
    | { readonly train: { readonly vocabulary: number; readonly special?: readonly string[] } }
    | { readonly file: string; readonly template?: true }
    | null;
  /** `length`: tokens per sequence. `compression`: of token shards. */
  readonly pack: {
    readonly length: number;
    readonly strategy: 'best-fit' | 'concatenate';
    readonly compression: 'none' | 'zstd';
  };
  /** `shardBytes`: most bytes of text, before compression, or of image files in one shard. `holdout`: share of
   * records, by id, in [0, 1). */
  readonly output: { readonly shardBytes: number; readonly holdout: number };
  readonly gates: readonly Gate[];
  readonly limits: RecipeLimits;
}

export interface RecipeSource {
  readonly format: string;
  /** Glob relative to the recipe's folder, absolute, or `s3://bucket/…`; a URL, or `@` and a file that lists URLs. */
  readonly path: string;
  /** The reader's own options, parsed by its schema. */
  readonly options: Readonly<Record<string, Json>>;
}

/** The options that say what becomes of a source's records: for an archive those of its members. */
export function recordOptions(options: RecipeSource['options']): RecipeSource['options'] {
  const { members } = options;
  return typeof members === 'object' && members !== null && !Array.isArray(members)
    ? (members as RecipeSource['options'])
    : options;
}

export interface RecipeStage {
  readonly stage: string;
  /** The stage's code version when the recipe was parsed. */
  readonly version: number;
  readonly parameters: Readonly<Record<string, Json>>;
  /** Which documents the stage runs on; all of them without it. */
  readonly when?: StageCondition;
}

export interface RecipeLimits {
  /** Largest share of quarantined records before the exit code says so. */
  readonly quarantine: number;
  /** Bytes of one record. */
  readonly recordBytes: number;
  /** Decompressed over compressed bytes of one file. */
  readonly expansionRatio: number;
  /** Input bytes that one partition aims at; files that cannot be split may exceed it. */
  readonly partitionBytes: number;
}
