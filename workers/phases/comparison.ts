import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import type { Dedup, Merging } from '../../pipelines/dedup/dedup-stage.ts';
import { keyCollector } from '../../pipelines/dedup/key-file.ts';
import { signaturePartition } from '../../pipelines/dedup/signature-partition.ts';
import { eachFingerprint } from '../../pipelines/dedup/span-fingerprints.ts';
import { eachSpanKey } from '../../pipelines/dedup/span-keys.ts';
import { weightOf } from '../../pipelines/dedup/walk-order.ts';
import { type DedupStep, stageNamed } from '../planning/segments.ts';
import { keysKind, signaturesKind } from './map-outputs.ts';
import type { ComparisonFile } from './record-kind.ts';

/** Collects what a dedup step compares of some documents. */
export interface Comparison {
  /** Hears of each document, by rising ordinal. */
  readonly keep: (ordinal: number, document: Pick<Document, 'text' | 'metadata'>) => void;
  readonly finish: () => ComparisonFile;
}

/** The dedup stage that a step names. Throws MillraceError `unknown-stage` for another kind of stage. */
export function dedupOf({ stage }: DedupStep): Dedup {
  const known = stageNamed(stage.stage);
  if (known.kind === 'dedup') return known;
  throw new MillraceError('unknown-stage', `Expected a dedup stage, found ${stage.stage}`);
}

/** Undefined where a phase of its own computes it. Memory: 24 bytes a key, or what `signaturePartition` takes. */
export function openComparison(step: DedupStep): Comparison | undefined {
  const { name } = step;
  const stage = dedupOf(step);
  if (stage.compares === 'embeddings') return undefined;
  if (stage.compares === 'signatures') {
    const partition = signaturePartition(stage.parameters.parse(step.stage.parameters));
    return {
      keep: (ordinal, { text }) => partition.add(ordinal, text),
      finish: () => ({ kind: signaturesKind(name), bytes: partition.finish() }),
    };
  }
  const keys = keyCollector();
  const finish = () => ({ kind: keysKind(name), bytes: keys.finish() });
  if (stage.compares === 'spans') {
    const parameters = stage.parameters.parse(step.stage.parameters);
    const eachKey = stage.sifts === true ? eachFingerprint : eachSpanKey;
    return {
      keep: (ordinal, { text }) => eachKey(text, stage.unit, parameters, (key, place) => keys.add(key, ordinal, place)),
      finish,
    };
  }
  const parameters = stage.parameters.parse(step.stage.parameters) as Merging;
  return {
    keep: (ordinal, document) => {
      const key = stage.keyOf(document, parameters);
      if (key !== undefined) keys.add(key, ordinal, weightOf(parameters.keep, document.text));
    },
    finish,
  };
}
