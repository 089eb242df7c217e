import { characterClasses, space } from './character-class.ts';
import { reusedInts } from './reused-ints.ts';
import { allocateInts } from './slab.ts';
import type { Spans } from './span-list.ts';

const edgeMemory = reusedInts();

/** The longest runs without white space: Python's `str.split()`. */
export function whitespaceWords(units: Uint16Array): Spans {
  const edges = edgeMemory(units.length + 1);
  let used = 0;
  let before: number = space;
  for (let i = 0; i < units.length; i++) {
    const now = (characterClasses[units[i] as number] as number) & space;
    edges[used] = i;
    // Without a branch, which no processor can foresee here, this is three times as fast. `space` is 1.
    used += now ^ before;
    before = now;
  }
  if (before === 0) edges[used++] = units.length;
  const spans = allocateInts(used);
  spans.set(edges.subarray(0, used));
  return spans;
}
