import type { Document } from '../../core/document.ts';
import type { ComparedExample, StageDescription } from '../stage.ts';
import type { MinHashParameters } from './minhash.ts';
import type { SemanticParameters } from './semantic.ts';
import type { SpanParameters, SpanUnit } from './span-parameters.ts';
import type { Keep } from './walk-order.ts';

/** What every stage that merges documents is told: which twin stays, and the earlier versions it also compares with. */
export interface Merging {
  readonly keep: Keep;
  readonly against: readonly string[];
}

/** Merges documents of equal keys, 16 bytes each; one without a key is never merged. */
export interface KeyDedup<Parameters extends Merging> extends StageDescription<Parameters, ComparedExample> {
  readonly kind: 'dedup';
  readonly compares: 'keys';
  readonly keyOf: (document: Pick<Document, 'text' | 'metadata'>, parameters: Parameters) => Uint8Array | undefined;
}

/** Merges documents that share most of their shingles. */
export interface SignatureDedup<Parameters extends MinHashParameters = MinHashParameters>
  extends StageDescription<Parameters, ComparedExample> {
  readonly kind: 'dedup';
  readonly compares: 'signatures';
}

/** Merges documents whose texts a model of sentences takes for nearly the same. */
export interface EmbeddingDedup<Parameters extends SemanticParameters = SemanticParameters>
  extends StageDescription<Parameters, ComparedExample> {
  readonly kind: 'dedup';
  readonly compares: 'embeddings';
}

/** Takes parts of texts out that other documents have, too. */
export interface SpanDedup<Parameters extends SpanParameters = SpanParameters>
  extends StageDescription<Parameters, ComparedExample> {
  readonly kind: 'dedup';
  readonly compares: 'spans';
  readonly unit: SpanUnit;
  /** Whether spans are many and long, so that keys are made only of those that hold a repeated fingerprint. */
  readonly sifts?: true;
}

/**
 * Compares documents with each other. Each document's comparison data are computed with its partition; the phases that
 * compare them over all partitions are in `workers/phases/`, by what is compared.
 */
// biome-ignore lint/suspicious/noExplicitAny: as in the registry, zod checks parameters at its door.
export type Dedup = TextDedup | EmbeddingDedup<any>;

/** Those that compare what is computed of a text without a model. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export type TextDedup = KeyDedup<any> | SignatureDedup<any> | SpanDedup<any>;

export function defineKeyDedup<Parameters extends Merging>(
  stage: Omit<KeyDedup<Parameters>, 'kind' | 'compares'>,
): KeyDedup<Parameters> {
  return { kind: 'dedup', compares: 'keys', ...stage };
}
