import { ApiError } from './api-error.ts';

/**
 * Server-sent events, each with a JSON value, and `[DONE]` at the end. An error on the way is an event of its own, since
 * the status is told by then. `leave` is called when nobody reads any more.
 */
export function eventStream(values: AsyncGenerator<unknown, void, undefined>, leave: () => void): Response {
  const encoder = new TextEncoder();
  const event = (text: string): Uint8Array => encoder.encode(`data: ${text}\n\n`);
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const next = await values.next();
        if (next.done !== true) controller.enqueue(event(JSON.stringify(next.value)));
        else {
          controller.enqueue(event('[DONE]'));
          controller.close();
        }
      } catch (error) {
        const told = error instanceof ApiError ? error : new ApiError(500, 'server_error', 'The server failed.');
        controller.enqueue(event(JSON.stringify(told.body())));
        controller.close();
      }
    },
    cancel: async () => {
      leave();
      await values.return();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}
