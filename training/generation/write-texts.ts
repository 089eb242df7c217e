import { MillraceError } from '../../core/errors.ts';
import type { Generator } from './generator.ts';
import type { EndReason, GenerationRequest } from './sequence.ts';

/** A text that was written to its end. */
export interface WrittenText {
  readonly text: string;
  readonly tokens: number;
  readonly reason: EndReason;
}

/** Writes all texts that are asked for, in their order. Throws MillraceError `interrupted` when `signal` aborts. */
export async function writeTexts(
  generator: Generator,
  requests: readonly GenerationRequest[],
  signal?: AbortSignal,
): Promise<readonly WrittenText[]> {
  const texts: WrittenText[] = [];
  for (const [place, request] of requests.entries()) {
    let [text, tokens] = ['', 0];
    generator.submit(request, {
      onToken: (token) => {
        text += token.text;
        tokens++;
      },
      onEnd: (end) => {
        texts[place] = { text: text + end.text, tokens, reason: end.reason };
      },
    });
  }
  while (generator.active() + generator.waiting() > 0) {
    if (signal?.aborted === true) throw new MillraceError('interrupted', 'Interrupted');
    generator.tick();
    // Messages to this process, such as a request to stop, are taken between tokens.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return texts;
}
