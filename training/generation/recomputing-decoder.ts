import type { Backend } from '../backend/backend.ts';
import { openPasses } from '../inference/open-passes.ts';
import type { Pass } from '../inference/pass.ts';
import type { TokenModel } from '../model.ts';
import type { Tensor2D } from '../tensorflow.ts';
import type { SlotTokens } from './cached-step.ts';
import type { Decoder, DecoderOptions } from './decoder.ts';
import { sideFor, stepSides } from './step-shapes.ts';

/** A decoder without a cache: it reads a text from its beginning for each token, and texts one after another. */
export function openRecomputingDecoder(
  backend: Backend,
  options: DecoderOptions & { readonly model: TokenModel },
): Decoder {
  const { model, weights, slots, positions, vocabulary } = options;
  const lengths = stepSides(slots, positions).cached;
  const passes = [...lengths.map((length) => logitsPass(model, length)), ...(options.passes ?? [])];
  const session = openPasses(backend, model.weights, weights, passes);
  const texts = Array.from({ length: slots }, () => new Int32Array(positions));
  const read = ({ slot, held, ids }: SlotTokens): Float32Array => {
    const text = texts[slot];
    if (text === undefined) throw new Error(`there is no slot ${slot}`);
    text.set(ids, held);
    const used = held + ids.length;
    const length = sideFor(lengths, used);
    const data = text.slice(0, length).fill(0, used);
    const { logits } = session.run(passName(length), {
      ids: { dtype: 'int32', shape: [length], data },
      last: { dtype: 'int32', shape: [1], data: Int32Array.of(used - 1) },
    });
    return logits ?? new Float32Array();
  };
  return {
    slots,
    positions,
    vocabulary,
    pieceLength: positions,
    cacheBytes: 0,
    read,
    step: (tokens) => tokens.map(read),
    run: session.run,
    warm: () => {
      for (const length of lengths) read({ slot: 0, held: 0, ids: new Int32Array(length) });
    },
    close: session.close,
  };
}

function passName(length: number): string {
  return `logits-${length}`;
}

function logitsPass(model: TokenModel, length: number): Pass {
  return {
    name: passName(length),
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [length] },
      { name: 'last', dtype: 'int32', shape: [1] },
    ],
    outputs: (forward, input) => {
      const residual = model.residual(forward, { ids: input('ids'), samples: 1, length });
      const last = forward.tf.gather<Tensor2D>(residual, input('last'));
      return { logits: model.logits(forward, model.hidden(forward, last)) };
    },
  };
}
