import type { z } from 'zod';
import type { Json } from '../core/canonical-json.ts';
import type { Document } from '../core/document.ts';
import type { Drop, Verdict } from '../core/verdict.ts';
import type { Dedup } from './dedup/dedup-stage.ts';
import type { TextView, WordSplitting } from './text/text-view.ts';

/**
 * What every stage says of itself. From this one source come the recipe schema, `docs/stages.md` and the CLI's list.
 *
 * `version` is part of a build's key: raise it when the same input and parameters give another result.
 * `parameters` is a strict zod object; each key has a description and, where it can, a default.
 */
export interface StageDescription<Parameters, Example = StageExample> {
  readonly name: string;
  readonly summary: string;
  readonly citation?: string;
  readonly version: number;
  readonly parameters: z.ZodType<Parameters>;
  /**
   * Parameters that are paths, relative to the recipe's folder, of files that a build's key holds the digests of; or lists
   * of paths and patterns, of which a stage gets the files that match, sorted, each once.
   */
  readonly files?: readonly string[];
  /**
   * What a version keeps of such a file beside its digest, since more than the build needs it; given its path. It becomes
   * part of the manifest: it is small.
   */
  readonly keeps?: (path: string) => { readonly [key: string]: Json };
  /** Inputs with parameters, for `docs/stages.md`, which shows what comes out. */
  readonly examples?: readonly Example[];
  /** Loads what the stage needs before its first document, such as a model; a second call costs nothing. */
  readonly prepare?: (parameters: Parameters) => Promise<void>;
}

/** A record to show a stage with: its text (of `format: html`, source), its metadata, and the parameters of the stage. */
export interface StageExample {
  readonly text: string;
  readonly format?: Document['format'];
  readonly metadata?: Document['metadata'];
  readonly parameters?: Readonly<Record<string, Json>>;
  /** Texts of the files that the parameters name, by name; of a model what makes it. */
  readonly files?: Readonly<Record<string, string | (() => Promise<Uint8Array>)>>;
}

/** Records to show a stage with that compares them; their ids are a, b, … in order. */
export interface ComparedExample {
  readonly records: readonly Pick<StageExample, 'text' | 'metadata'>[];
  readonly parameters?: Readonly<Record<string, Json>>;
}

/** A document that goes on, with what its fate is to tell: `evidence` is short, and holds as little of the text as it can. */
export interface Noted {
  readonly document: Document;
  readonly evidence: Json;
}

/** Rewrites a document. Must return the same object where nothing changes. Pure and deterministic; may drop. */
export interface Transform<Parameters> extends StageDescription<Parameters> {
  readonly kind: 'transform';
  /** Whether it may change a text with these parameters; a transform that does not say always may. */
  readonly rewrites?: (parameters: Parameters) => boolean;
  readonly transform: (document: Document, parameters: Parameters) => Document | Drop | Noted;
}

/**
 * Judges a document in two steps: `measure` gives numbers without knowing any limit, `decide` holds them to the limits.
 * `words` picks how a word is found; the view that `measure` gets splits words that way. `document` is for filters that
 * look at other fields than the text.
 */
export interface Filter<Parameters, Signals> extends StageDescription<Parameters> {
  readonly kind: 'filter';
  readonly words: (parameters: Parameters) => WordSplitting;
  readonly measure: (view: TextView, parameters: Parameters, document: Document) => Signals;
  readonly decide: (signals: Signals, parameters: Parameters) => Verdict;
  /** What a document that passes carries on as metadata, beside its own; undefined for nothing. */
  readonly annotate?: (signals: Signals, parameters: Parameters) => Document['metadata'] | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds stages of every parameter type; zod checks them at its door.
export type Stage = Transform<any> | Filter<any, any> | Dedup;

export function defineTransform<Parameters>(stage: Omit<Transform<Parameters>, 'kind'>): Transform<Parameters> {
  return { kind: 'transform', ...stage };
}

export function defineFilter<Parameters, Signals>(
  stage: Omit<Filter<Parameters, Signals>, 'kind'>,
): Filter<Parameters, Signals> {
  return { kind: 'filter', ...stage };
}
