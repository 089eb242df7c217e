import { readFileSync } from 'node:fs';
import { packageRoot } from '../../../storage/package-root.ts';
import type { Batch } from '../../../streaming/batch.ts';
import { decodeSafetensors } from '../../../training/checkpoints/safetensors.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import { sampleBatch } from '../sample-step.ts';

/** Models of which transformers wrote a folder. */
export const peerNames: readonly string[] = [
  'bert',
  'bert-base',
  'bert-classes',
  'gpt2',
  'gpt2-classes',
  'llama',
  'llama-classes',
  'llama-tied',
  't5',
  't5-gated',
  'vit',
];

/** What a peer's model gives for {@link peerIds}. Written by tests/training/hugging-face/peer-models.py. */
export interface PeerModel {
  readonly logits: readonly number[];
  readonly losses: readonly number[];
  /** Of a model of classes: where the second text ends after 6 tokens. */
  readonly padded?: readonly number[];
}

export const peerVocabulary = 29;
export const peerSamples = 2;
export const peerLength = 10;

export const peerIds = Int32Array.from({ length: peerSamples * peerLength }, (_, index) => {
  const [row, place] = [Math.floor(index / peerLength), index % peerLength];
  return (7 * row + 5 * place * place + 3 * place) % peerVocabulary;
});

/** Targets of a model of pairs: the first tokens of the other source. */
export const targetLength = 7;
export const peerTargets = Int32Array.from({ length: peerSamples * targetLength }, (_, index) => {
  const [row, place] = [Math.floor(index / targetLength), index % targetLength];
  return peerIds[(peerSamples - 1 - row) * peerLength + place] ?? 0;
});

export function peerFolder(name: string): URL {
  return new URL(`tests/fixtures/training/hugging-face/${name}/`, packageRoot);
}

export function peerModel(name: string): PeerModel {
  return JSON.parse(readFileSync(new URL('expected.json', peerFolder(name)), 'utf8')) as PeerModel;
}

export function peerWeights(name: string): ReadonlyMap<string, HostTensor> {
  return decodeSafetensors(readFileSync(new URL('model.safetensors', peerFolder(name))), name).tensors;
}

export function peerBatch(): Batch {
  const used = new Int32Array(peerSamples).fill(peerLength);
  return { ...sampleBatch(peerSamples, 0), length: peerLength, tokens: peerIds, used };
}

/** The largest difference between numbers, place by place; infinite where their counts differ. */
export function largestDifference(found: ArrayLike<number>, expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  return expected.reduce((most, value, place) => {
    const difference = Math.abs(value - (found[place] ?? Number.NaN));
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
}
