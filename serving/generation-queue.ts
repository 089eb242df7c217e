import type { Generator } from '../training/generation/generator.ts';
import type { EndReason, GeneratedToken, GenerationRequest } from '../training/generation/sequence.ts';
import { ApiError } from './api-error.ts';
import type { Metrics } from './metrics.ts';
import type { ServingLimits } from './serving-limits.ts';

/** What comes of a text, in order; the last says why it ended. */
export type TextEvent =
  | ({ readonly kind: 'token' } & GeneratedToken)
  | { readonly kind: 'end'; readonly reason: Exclude<EndReason, 'cancelled'>; readonly text: string };

/** Texts of all requests, generated in steps that they share. Between two steps the process answers others. */
export interface GenerationQueue {
  /**
   * Takes on all of `requests`, or none: throws ApiError 429 where they would not fit behind those that wait. Events
   * carry the place of their request. When `signal` aborts, the texts are given up, and the iterator throws its reason.
   */
  readonly generate: (
    requests: readonly GenerationRequest[],
    signal: AbortSignal,
  ) => AsyncGenerator<readonly [index: number, event: TextEvent], void, undefined>;
  /** Undefined while all is well; else what the model failed with. */
  readonly failure: () => Error | undefined;
}

export function openGenerationQueue(
  generator: Generator,
  { batch, queue }: Pick<ServingLimits, 'batch' | 'queue'>,
  metrics: Metrics,
): GenerationQueue {
  let turning = false;
  let failure: Error | undefined;
  const failed = new Set<(error: Error) => void>();
  const turn = (): void => {
    try {
      const texts = generator.tick();
      if (texts > 0) metrics.observe('step_texts', texts);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      for (const tell of failed) tell(failure);
      return;
    }
    turning = generator.active() + generator.waiting() > 0;
    if (turning) setImmediate(turn);
  };
  const wake = (): void => {
    if (turning || failure !== undefined) return;
    turning = true;
    // Requests that come together are in the first step together.
    setImmediate(turn);
  };
  return {
    failure: () => failure,
    generate: (requests, signal) => {
      if (failure !== undefined) throw broken();
      const open = generator.active() + generator.waiting();
      if (open + requests.length > batch + queue) {
        throw new ApiError(429, 'rate_limit_error', `The server has ${open} texts to write already. Try again later.`, {
          ...{ code: 'queue_full', retryAfter: 1 },
        });
      }
      const events: (readonly [number, TextEvent])[] = [];
      let waiting = Promise.withResolvers<void>();
      let error: unknown;
      let left = requests.length;
      const notify = (): void => waiting.resolve();
      const fail = (reason: unknown): void => {
        error ??= reason;
        notify();
      };
      const began = performance.now();
      const cancels = requests.map((request, index) => {
        let first = true;
        metrics.add('prompt_tokens_total', request.prompt.length);
        return generator.submit(request, {
          onToken: (token) => {
            metrics.add('generated_tokens_total');
            if (first) metrics.observe('first_token_seconds', (performance.now() - began) / 1000);
            first = false;
            events.push([index, { kind: 'token', ...token }]);
            notify();
          },
          onEnd: ({ reason, text }) => {
            if (reason === 'cancelled') metrics.add('cancelled_texts_total');
            else {
              left--;
              events.push([index, { kind: 'end', reason, text }]);
            }
            notify();
          },
        });
      });
      const onFailure = (): void => fail(broken());
      const onAbort = (): void => {
        for (const cancel of cancels) cancel();
        fail(signal.reason);
      };
      failed.add(onFailure);
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      wake();
      const release = (): void => {
        failed.delete(onFailure);
        signal.removeEventListener('abort', onAbort);
        for (const cancel of cancels) cancel();
      };
      return (async function* () {
        try {
          for (;;) {
            const [next] = events.splice(0, 1);
            if (error !== undefined) throw error;
            if (next !== undefined) yield next;
            else if (left === 0) return;
            else {
              await waiting.promise;
              waiting = Promise.withResolvers();
            }
          }
        } finally {
          release();
        }
      })();
    },
  };
}

function broken(): ApiError {
  return new ApiError(500, 'server_error', 'The model failed; the server must be started again.', {
    code: 'model_failed',
  });
}
