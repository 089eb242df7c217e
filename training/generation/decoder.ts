import type { Backend } from '../backend/backend.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { Pass } from '../inference/pass.ts';
import type { PairModel, TokenModel } from '../model.ts';
import { openCachedDecoder } from './cached-decoder.ts';
import type { SlotTokens } from './cached-step.ts';
import { openPairDecoder } from './pair-decoder.ts';
import { openRecomputingDecoder } from './recomputing-decoder.ts';

export interface DecoderOptions {
  readonly model: TokenModel | PairModel;
  readonly weights: ReadonlyMap<string, HostTensor>;
  readonly vocabulary: number;
  /** Most tokens of a text, of an encoder–decoder of source and target together. */
  readonly positions: number;
  /** Texts that are held at a time. */
  readonly slots: number;
  /** Further computations over the same weights. */
  readonly passes?: readonly Pass[];
}

/** A decoder with what it has read of the texts in its slots. Calls are synchronous; one at a time. */
export interface Decoder {
  readonly slots: number;
  readonly positions: number;
  readonly vocabulary: number;
  /** Most tokens that one {@link read} takes. */
  readonly pieceLength: number;
  /** Bytes of all cached keys and values. */
  readonly cacheBytes: number;
  /** Reads a piece of a text into its slot; the logits behind its last token, [vocabulary]. */
  readonly read: (piece: SlotTokens) => Float32Array;
  /** Reads one token of each of several slots in one call; the logits behind each. */
  readonly step: (tokens: readonly SlotTokens[]) => readonly Float32Array[];
  readonly run: (pass: string, inputs: Readonly<Record<string, HostTensor>>) => Readonly<Record<string, Float32Array>>;
  /** Runs each shape once: TensorFlow prepares a shape at its first run, for which a first text would wait. */
  readonly warm: () => void;
  readonly close: () => void;
}

/**
 * A decoder that caches keys and values where its model can, and else reads each text anew for each token; of an
 * encoder–decoder one that writes a target for the source that it reads first.
 */
export function openDecoder(backend: Backend, options: DecoderOptions): Decoder {
  const { model } = options;
  if (model.reads === 'pairs') return openPairDecoder(backend, { ...options, model });
  return model.cached === undefined
    ? openRecomputingDecoder(backend, { ...options, model })
    : openCachedDecoder(backend, { ...options, model });
}
