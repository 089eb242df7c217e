import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import type { Decoder } from './decoder.ts';
import { type GenerationListener, type GenerationRequest, newSequence, type Sequence } from './sequence.ts';

/** Generates texts, as many side by side as the decoder has slots: a text joins and leaves between two steps. */
export interface Generator {
  /** Takes a text on behind those that wait. Gives what cancels it, which tells its listener. */
  readonly submit: (request: GenerationRequest, listener: GenerationListener) => () => void;
  /**
   * Reads a piece of one prompt, where one waits, and generates one token of every other text. Listeners are called
   * meanwhile. Costs at most two calls of the decoder. Answers how many texts got a token in one step.
   */
  readonly tick: () => number;
  /** Texts in slots, and behind them. */
  readonly active: () => number;
  readonly waiting: () => number;
}

interface Work {
  readonly sequence: Sequence;
  readonly listener: GenerationListener;
  slot: number;
  /** Tokens in its slot. */
  held: number;
  /** The token that was generated last and is not read yet; undefined while the prompt is read. */
  next: number | undefined;
  over: boolean;
}

/** `ends` are the tokens that end every text, or, of a prompt, the text that follows it. */
export function newGenerator(
  decoder: Decoder,
  tokenizer: Pick<Tokenizer, 'decode'>,
  ends: ReadonlySet<number> | ((prompt: ArrayLike<number>) => ReadonlySet<number>),
): Generator {
  const waiting: Work[] = [];
  const running: Work[] = [];
  const free = Array.from({ length: decoder.slots }, (_, slot) => decoder.slots - 1 - slot);
  const leave = (): void => {
    for (let index = running.length - 1; index >= 0; index--) {
      const work = running[index];
      if (work?.over !== true) continue;
      running.splice(index, 1);
      free.push(work.slot);
    }
  };
  const admit = (): void => {
    while (free.length > 0) {
      const work = waiting.shift();
      if (work === undefined) return;
      work.slot = free.pop() ?? 0;
      running.push(work);
    }
  };
  const take = (work: Work, logits: Float32Array): void => {
    const next = work.sequence.accept(logits);
    work.next = next;
    if (next === undefined) work.over = true;
  };
  return {
    submit: (request, listener) => {
      const sequence = newSequence(request, listener, tokenizer, {
        ends: typeof ends === 'function' ? ends(request.prompt) : ends,
        positions: decoder.positions,
      });
      const work: Work = { sequence, listener, slot: -1, held: 0, next: undefined, over: false };
      waiting.push(work);
      return () => {
        if (work.over) return;
        work.over = true;
        const place = waiting.indexOf(work);
        if (place >= 0) waiting.splice(place, 1);
        listener.onEnd({ reason: 'cancelled', text: '' });
      };
    },
    tick: () => {
      leave();
      admit();
      const ready = running.filter(({ next }) => next !== undefined);
      const reading = running.find(({ next }) => next === undefined);
      if (reading !== undefined) readPiece(decoder, reading, take);
      // A listener may have cancelled any of them.
      const alive = ready.filter(({ over }) => !over);
      if (alive.length > 0) {
        const tokens = alive.map(({ slot, held, next }) => ({ slot, held, ids: [next ?? 0] }));
        for (const [index, logits] of decoder.step(tokens).entries()) {
          const work = alive[index];
          if (work === undefined || work.over) continue;
          work.held++;
          take(work, logits);
        }
      }
      leave();
      return alive.length;
    },
    active: () => running.filter(({ over }) => !over).length,
    waiting: () => waiting.length,
  };
}

function readPiece(decoder: Decoder, work: Work, take: (work: Work, logits: Float32Array) => void): void {
  const { prompt } = work.sequence;
  const ids = Array.from(
    { length: Math.min(decoder.pieceLength, prompt.length - work.held) },
    (_, index) => prompt[work.held + index] ?? 0,
  );
  const logits = decoder.read({ slot: work.slot, held: work.held, ids });
  work.held += ids.length;
  if (work.held === prompt.length) take(work, logits);
}
