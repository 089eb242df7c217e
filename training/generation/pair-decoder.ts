import type { Backend } from '../backend/backend.ts';
import { openPasses } from '../inference/open-passes.ts';
import type { Pass } from '../inference/pass.ts';
import type { PairModel } from '../model.ts';
import { startToken } from '../objectives/span-corruption.ts';
import type { Tensor2D } from '../tensorflow.ts';
import type { SlotTokens } from './cached-step.ts';
import type { Decoder, DecoderOptions } from './decoder.ts';
import { sideFor, stepSides } from './step-shapes.ts';

/** A source that was read, and the target so far. */
interface Slot {
  source: number;
  /** Side of the pass that read it. */
  side: number;
  states: Float32Array;
  readonly target: Int32Array;
}

/**
 * A decoder of an encoder–decoder: what a slot reads first is the source, whole, and what follows is the target. The
 * source's states are kept; the target is read from its beginning for each token, and texts one after another.
 */
export function openPairDecoder(backend: Backend, options: DecoderOptions & { readonly model: PairModel }): Decoder {
  const { model, weights, positions, vocabulary } = options;
  const sides = stepSides(options.slots, positions).cached;
  const passes = [
    ...sides.map((source) => encodePass(model, source)),
    ...sides.flatMap((source) => sides.map((target) => decodePass(model, source, target))),
    ...(options.passes ?? []),
  ];
  const session = openPasses(backend, model.weights, weights, passes);
  const slots = Array.from({ length: options.slots }, (): Slot => {
    return { source: 0, side: 0, states: new Float32Array(), target: new Int32Array(positions).fill(startToken) };
  });
  const encode = (slot: Slot, ids: ArrayLike<number>): void => {
    slot.source = ids.length;
    slot.side = sideFor(sides, ids.length);
    const data = new Int32Array(slot.side);
    data.set(ids);
    const { states } = session.run(encodeName(slot.side), {
      ids: { dtype: 'int32', shape: [slot.side], data },
      text: textOf(slot),
    });
    slot.states = Float32Array.from(states ?? []);
  };
  const read = ({ slot: place, held, ids }: SlotTokens): Float32Array => {
    const slot = slots[place];
    if (slot === undefined) throw new Error(`there is no slot ${place}`);
    if (held === 0) encode(slot, ids);
    else slot.target.set(ids, 1 + held - slot.source);
    const used = held === 0 ? 1 : 1 + held - slot.source + ids.length;
    const side = sideFor(sides, used);
    const { logits } = session.run(decodeName(slot.side, side), {
      states: { dtype: 'float32', shape: [slot.side, model.width], data: slot.states },
      text: textOf(slot),
      ids: { dtype: 'int32', shape: [side], data: slot.target.slice(0, side).fill(0, used) },
      last: { dtype: 'int32', shape: [1], data: Int32Array.of(used - 1) },
    });
    return logits ?? new Float32Array();
  };
  return {
    ...{ slots: options.slots, positions, vocabulary, pieceLength: positions, cacheBytes: 0 },
    read,
    step: (tokens) => tokens.map(read),
    run: session.run,
    warm: () => {
      const [side = positions] = sides;
      read({ slot: 0, held: 0, ids: new Int32Array(side) });
    },
    close: session.close,
  };
}

function textOf({ source, side }: Slot) {
  return { dtype: 'float32', shape: [side], data: new Float32Array(side).fill(1, 0, source) } as const;
}

function encodeName(source: number): string {
  return `encode-${source}`;
}

function decodeName(source: number, target: number): string {
  return `decode-${source}-${target}`;
}

function encodePass(model: PairModel, length: number): Pass {
  return {
    name: encodeName(length),
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [length] },
      { name: 'text', dtype: 'float32', shape: [length] },
    ],
    outputs: (forward, input) => {
      const source = { ids: input('ids'), samples: 1, length, text: input('text') };
      return { states: model.encode(forward, source) };
    },
  };
}

function decodePass(model: PairModel, source: number, length: number): Pass {
  return {
    name: decodeName(source, length),
    inputs: [
      { name: 'states', dtype: 'float32', shape: [source, model.width] },
      { name: 'text', dtype: 'float32', shape: [source] },
      { name: 'ids', dtype: 'int32', shape: [length] },
      { name: 'last', dtype: 'int32', shape: [1] },
    ],
    outputs: (forward, input) => {
      const states = input('states') as Tensor2D;
      const encoded = { states, length: source, text: input('text') };
      const written = model.decode(forward, { ids: input('ids'), samples: 1, length }, encoded);
      return { logits: model.logits(forward, forward.tf.gather<Tensor2D>(written, input('last'))) };
    },
  };
}
