import type { Json } from '../core/canonical-json.ts';
import type { EvaluationSettings, RunSettings } from '../training/run-settings.ts';

/** A whole recipe: the dataset, and what is trained on it. */
export interface WholeRecipe extends Recipe, RecipeTraining {}

/** The part of a recipe that trains. No part of a dataset's lineage: other runs are no other dataset. */
export interface RecipeTraining {
  readonly train: readonly RunSettings[];
  readonly evaluate: readonly EvaluationSettings[];
}

/** A dataset's recipe after parsing: every default filled in, every stage's parameters checked. Plain data. */
export interface Recipe {
  readonly dataset: string;
  readonly kind: 'text';
  readonly sources: readonly RecipeSource[];
  readonly stages: readonly RecipeStage[];
  /** Null: no token shards are written. `file` is relative to the recipe's folder. */
  readonly tokenizer: { readonly train: { readonly vocabulary: number } } | { readonly file: string } | null;
  /** `length`: tokens per sequence. */
  readonly pack: { readonly length: number; readonly strategy: 'best-fit' };
  /** `shardBytes`: most bytes of text in one shard before compression. `holdout`: share of documents, by id, in [0, 1). */
  readonly output: { readonly shardBytes: number; readonly holdout: number };
  readonly gates: readonly Gate[];
  readonly limits: RecipeLimits;
}

export interface RecipeSource {
  readonly format: string;
  /** Glob relative to the recipe's folder, or absolute. */
  readonly path: string;
  /** The reader's own options, parsed by its schema. */
  readonly options: Readonly<Record<string, Json>>;
}

export interface RecipeStage {
  readonly stage: string;
  /** The stage's code version when the recipe was parsed. */
  readonly version: number;
  readonly parameters: Readonly<Record<string, Json>>;
}

/** Holds a summary metric of the build to limits; `severity: warn` is reported and never holds `latest` back. */
export interface Gate {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  readonly severity: 'error' | 'warn';
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
