import type { Outline } from './outline.ts';
import { isHeadingTag, tag } from './page-tags.ts';

/** Sums over each element and all that is in it, in weighted letters. */
export interface PageMeasures {
  readonly text: Int32Array;
  readonly linked: Int32Array;
  /** Text of paragraphs: blocks with sentences and few links. */
  readonly prose: Int32Array;
  /** Prose of each element's own text alone. */
  readonly ownProse: Int32Array;
  readonly marks: Int32Array;
  readonly links: Int32Array;
  /** The last element inside each one, itself where there is none. */
  readonly last: Int32Array;
}

export function measurePage(outline: Outline): PageMeasures {
  const { elements, parent, ownText, ownLinked, ownMarks } = outline;
  const text = ownText.slice(0, elements);
  const linked = ownLinked.slice(0, elements);
  const marks = ownMarks.slice(0, elements);
  const prose = new Int32Array(elements);
  const ownProse = new Int32Array(elements);
  const links = new Int32Array(elements);
  const last = new Int32Array(elements);
  for (let element = elements - 1; element >= 0; element--) {
    const own = proseOf(outline, element);
    ownProse[element] = own;
    prose[element] = (prose[element] as number) + own;
    if (outline.tag[element] === tag.a) links[element] = (links[element] as number) + 1;
    last[element] = Math.max(last[element] as number, element);
    const outer = parent[element] as number;
    if (outer < 0) continue;
    add(text, outer, element);
    add(linked, outer, element);
    add(marks, outer, element);
    add(prose, outer, element);
    add(links, outer, element);
    last[outer] = Math.max(last[outer] as number, last[element] as number);
  }
  return { text, linked, prose, ownProse, marks, links, last };
}

function add(sums: Int32Array, outer: number, element: number): void {
  sums[outer] = (sums[outer] as number) + (sums[element] as number);
}

const shortestParagraph = 60;
const shortestSentence = 25;

/** Weight of an element's own text where it reads as a paragraph; 0 where it does not. */
function proseOf({ ownText, ownLinked, ownMarks, tag: tags }: Outline, element: number): number {
  const text = ownText[element] as number;
  if (text < shortestSentence) return 0;
  const linked = ownLinked[element] as number;
  const number = tags[element] as number;
  if (linked * 2 > text || isHeadingTag[number] === 1) return 0;
  const marks = ownMarks[element] as number;
  if (marks === 0 && text < shortestParagraph && number !== tag.p && number !== tag.pre) return 0;
  return text - linked;
}
