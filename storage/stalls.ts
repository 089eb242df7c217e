import { finished, type Readable } from 'node:stream';

const stallMs = 15_000;

/**
 * The pieces of an answer; it fails with a `TimeoutError` where the next one does not come for 15 seconds. The time that
 * a reader takes does not count.
 */
export async function* withoutStalls(body: Readable): AsyncGenerator<Uint8Array> {
  const pieces = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  for (;;) {
    const timer = setTimeout(() => body.destroy(new DOMException('no bytes', 'TimeoutError')), stallMs);
    const { done, value } = await pieces.next().finally(() => clearTimeout(timer));
    if (done === true) return;
    yield value;
  }
}

/** As {@link withoutStalls}, for one who takes each piece at once. */
export function takeWithoutStalls(body: Readable, take: (piece: Uint8Array) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => body.destroy(new DOMException('no bytes', 'TimeoutError')), stallMs);
    const taken = (piece: Uint8Array): void => {
      timer.refresh();
      take(piece);
    };
    finished(body, { writable: false }, (error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
    body.on('data', taken);
  });
}
