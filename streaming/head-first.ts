import type { WindowShare } from './window-memory.ts';

/** Cuts the first of some windows in two, so that its first `samples` are there before the others are read. */
export function* headFirst(windows: Iterator<WindowShare>, samples: number): Generator<WindowShare, void, undefined> {
  let next = windows.next();
  if (next.done !== true) {
    const { own, share } = next.value;
    const middle = own.first + samples;
    if (middle < own.end) {
      yield { own: { ...own, end: middle, last: false }, share };
      yield { own: { ...own, first: middle }, share };
      next = windows.next();
    }
  }
  for (; next.done !== true; next = windows.next()) yield next.value;
}
