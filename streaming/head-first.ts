import type { OwnWindow } from './stream-plan.ts';

/** Cuts the first of some windows in two, so that its first `samples` are there before the others are read. */
export async function* headFirst(
  windows: Iterator<OwnWindow, void> | AsyncIterator<OwnWindow, void>,
  samples: number,
): AsyncGenerator<OwnWindow, void, undefined> {
  let next = await windows.next();
  if (next.done !== true && next.value.samples > samples) {
    const { window, slots } = next.value;
    yield { window, samples, slots: slots.map((slot) => (slot < samples ? slot : -1)) };
    yield {
      window,
      samples: next.value.samples - samples,
      slots: slots.map((slot) => (slot < samples ? -1 : slot - samples)),
    };
    next = await windows.next();
  }
  for (; next.done !== true; next = await windows.next()) yield next.value;
}
