import type { MinHashParameters } from '../../pipelines/dedup/minhash.ts';
import { signaturePartition } from '../../pipelines/dedup/signature-partition.ts';
import type { Comparison } from './comparisons.ts';

/** File kind of a step's signatures among a map job's outputs. */
export function signaturesKind(step: string): string {
  return `${step}.signatures`;
}

export function openMinHashComparison(step: string, parameters: MinHashParameters): Comparison {
  const partition = signaturePartition(parameters);
  return {
    kind: signaturesKind(step),
    keep: (ordinal, { text }) => partition.add(ordinal, text),
    finish: () => partition.finish(),
  };
}
