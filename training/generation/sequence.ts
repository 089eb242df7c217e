import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import { chooseToken, logprobsOf, type SamplingSettings, type TokenLogprob } from './sampling.ts';
import { newStopTexts } from './stop-texts.ts';
import { newTextPieces } from './text-pieces.ts';

/** A text that is to be gone on with. */
export interface GenerationRequest extends SamplingSettings {
  /** At least one. */
  readonly prompt: ArrayLike<number>;
  readonly maxTokens: number;
  /** Texts that end it; they are not part of it. */
  readonly stop: readonly string[];
  /** How many of the likeliest tokens are told of at each place; undefined for no logprobs at all. */
  readonly logprobs?: number;
}

/** A generated token. */
export interface GeneratedToken {
  readonly id: number;
  /** What is settled of the text with it: whole characters, which may be of tokens before, or none. */
  readonly text: string;
  readonly logprob?: TokenLogprob;
  readonly top?: readonly TokenLogprob[];
}

/** Why a text ended: by a token or text that ends it; because it has all its tokens; because nobody wants it. */
export type EndReason = 'stop' | 'length' | 'cancelled';

export interface GenerationListener {
  readonly onToken: (token: GeneratedToken) => void;
  /** `text` is the rest that was held back. */
  readonly onEnd: (end: { readonly reason: EndReason; readonly text: string }) => void;
}

/** A text while it is generated. */
export interface Sequence {
  /** The next token, from the logits behind the last one; its end, if it ends with it. */
  readonly accept: (logits: Float32Array) => number | undefined;
  readonly prompt: ArrayLike<number>;
}

/** `ends` are the tokens that end every text; `positions` the most that prompt and text have together. */
export function newSequence(
  request: GenerationRequest,
  { onToken, onEnd }: GenerationListener,
  tokenizer: Pick<Tokenizer, 'decode'>,
  { ends, positions }: { readonly ends: ReadonlySet<number>; readonly positions: number },
): Sequence {
  const pieces = newTextPieces(tokenizer.decode);
  const stops = newStopTexts(request.stop);
  const most = Math.min(request.maxTokens, positions - request.prompt.length);
  let count = 0;
  return {
    prompt: request.prompt,
    accept: (logits) => {
      const id = chooseToken(logits, request, count);
      if (ends.has(id)) {
        onEnd({ reason: 'stop', text: stops.add(pieces.end()) + stops.end() });
        return undefined;
      }
      count++;
      const text = stops.add(pieces.add(id));
      onToken({ id, text, ...logprobsFor(request, logits, id) });
      if (stops.met()) onEnd({ reason: 'stop', text: '' });
      else if (count < most) return id;
      else {
        const rest = stops.add(pieces.end());
        onEnd(stops.met() ? { reason: 'stop', text: rest } : { reason: 'length', text: rest + stops.end() });
      }
      return undefined;
    },
  };
}

function logprobsFor({ logprobs }: GenerationRequest, logits: Float32Array, id: number) {
  if (logprobs === undefined) return {};
  const { chosen, top } = logprobsOf(logits, id, logprobs);
  return { logprob: chosen, top };
}
