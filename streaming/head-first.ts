import type { OwnWindow } from './stream-plan.ts';

/** Cuts the first of some windows in two, so that its first `samples` are there before the others are read. */
export function* headFirst(windows: Iterator<OwnWindow>, samples: number): Generator<OwnWindow, void, undefined> {
  let next = windows.next();
  if (next.done !== true && next.value.samples > samples) {
    const { window, slots } = next.value;
    yield { window, samples, slots: slots.map((slot) => (slot < samples ? slot : -1)) };
    yield {
      window,
      samples: next.value.samples - samples,
      slots: slots.map((slot) => (slot < samples ? -1 : slot - samples)),
    };
    next = windows.next();
  }
  for (; next.done !== true; next = windows.next()) yield next.value;
}
