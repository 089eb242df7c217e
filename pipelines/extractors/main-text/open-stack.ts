import { isBarrier } from './page-tags.ts';

/** The elements that are open, by number, and how many of each tag; deeper ones than `deepest` are not kept. */
export interface OpenStack {
  /** The innermost element; -1 for none. */
  top(): number;
  depth(): number;
  push(element: number, tag: number): void;
  pop(): number;
  isOpen(tag: number): boolean;
  /** Place of the innermost open element of a tag that an end tag can reach; -1 where there is none. */
  find(tag: number, beyondBarriers: boolean): number;
  /** Takes one element out, and leaves those inside it open. */
  remove(place: number): number;
  tagAt(place: number): number;
}

/** Browsers nest no deeper either. */
export const deepest = 512;

export function openStack(tags: number): OpenStack {
  const elements = new Int32Array(deepest);
  const tagOf = new Uint8Array(deepest);
  const counts = new Int32Array(tags);
  let depth = 0;
  return {
    top: () => (depth === 0 ? -1 : (elements[depth - 1] as number)),
    depth: () => depth,
    push: (element, tag) => {
      elements[depth] = element;
      tagOf[depth] = tag;
      counts[tag] = (counts[tag] as number) + 1;
      depth++;
    },
    pop: () => {
      depth--;
      const tag = tagOf[depth] as number;
      counts[tag] = (counts[tag] as number) - 1;
      return elements[depth] as number;
    },
    isOpen: (tag) => (counts[tag] as number) > 0,
    find: (tag, beyondBarriers) => {
      if (counts[tag] === 0) return -1;
      for (let place = depth - 1; place >= 0; place--) {
        if (tagOf[place] === tag) return place;
        if (!beyondBarriers && isBarrier[tagOf[place] as number] === 1) return -1;
      }
      return -1;
    },
    remove: (place) => {
      const element = elements[place] as number;
      const tag = tagOf[place] as number;
      elements.copyWithin(place, place + 1, depth);
      tagOf.copyWithin(place, place + 1, depth);
      counts[tag] = (counts[tag] as number) - 1;
      depth--;
      return element;
    },
    tagAt: (place) => tagOf[place] as number,
  };
}
