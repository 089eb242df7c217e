import type { Tokenizer } from '../pipelines/tokenizers/tokenizer.ts';
import type { GeneratedToken } from '../training/generation/sequence.ts';
import type { TextEvent } from './generation-queue.ts';

/** A choice when all of it is there. */
export interface Choice {
  readonly text: string;
  readonly tokens: readonly GeneratedToken[];
  readonly reason: 'stop' | 'length';
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

export function usageOf(prompt: number, completion: number): Usage {
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** All choices of a request, in its order. */
export async function collectChoices(
  events: AsyncIterable<readonly [index: number, event: TextEvent]>,
  count: number,
): Promise<readonly Choice[]> {
  const found = Array.from({ length: count }, () => ({
    text: '',
    tokens: [] as GeneratedToken[],
    reason: 'stop' as Choice['reason'],
  }));
  for await (const [index, event] of events) {
    const choice = found[index];
    if (choice === undefined) continue;
    choice.text += event.text;
    if (event.kind === 'token') choice.tokens.push(event);
    else choice.reason = event.reason;
  }
  return found;
}

/** Log probabilities as chats have them. */
export function chatLogprobs({ decode }: Pick<Tokenizer, 'decode'>, tokens: readonly GeneratedToken[]) {
  const told = ({ id, logprob }: { readonly id: number; readonly logprob: number }) => {
    const token = decode([id]);
    return { token, logprob, bytes: token.includes('\ufffd') ? null : [...Buffer.from(token)] };
  };
  return {
    content: tokens.map(({ logprob, top = [] }) => ({
      ...(logprob === undefined ? { token: '', logprob: 0, bytes: null } : told(logprob)),
      top_logprobs: top.map(told),
    })),
    refusal: null,
  };
}

/** Log probabilities as completions have them; `from` is the place of the first token in the text. */
export function completionLogprobs({ decode }: Pick<Tokenizer, 'decode'>, tokens: readonly GeneratedToken[], from = 0) {
  const written = tokens.map(({ id }) => decode([id]));
  const offsets: number[] = [];
  let offset = from;
  for (const token of tokens) {
    offsets.push(offset);
    offset += token.text.length;
  }
  return {
    tokens: written,
    token_logprobs: tokens.map(({ logprob }) => logprob?.logprob ?? null),
    top_logprobs: tokens.map(({ top = [] }) =>
      Object.fromEntries(top.map(({ id, logprob }) => [decode([id]), logprob])),
    ),
    text_offset: offsets,
  };
}
