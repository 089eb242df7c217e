import type { PageMeasures } from './measure-page.ts';
import type { Outline } from './outline.ts';
import { isHeadingTag, tag } from './page-tags.ts';
import { isPageTitle } from './page-title.ts';

const longestTeaser = 700;
const leastHeading = 12;
const leastProse = 200;
const holders = new Set([tag.html, tag.body, tag.main]);

/** Marks teasers: a heading that leads to another page, with at most a paragraph. One alone is none. */
export function markTeasers(outline: Outline, measures: PageMeasures): Uint8Array {
  const { elements, parent, tag: tags, ownText, ownLinked } = outline;
  const { prose, text } = measures;
  const marked = new Uint8Array(elements);
  const headings = countHeadings(outline);
  const cards: number[] = [];
  let teased = 0;
  for (let element = 1; element < elements; element++) {
    if (isHeadingTag[tags[element] as number] !== 1) continue;
    const own = ownText[element] as number;
    if (own < leastHeading || (ownLinked[element] as number) * 5 < own * 4) continue;
    if (isPageTitle(outline, element)) continue;
    let card = element;
    for (let outer = parent[card] as number; outer > 0; outer = parent[outer] as number) {
      if ((headings[outer] as number) > 1 || (text[outer] as number) > longestTeaser) break;
      if (holders.has(tags[outer] as number)) break;
      card = outer;
    }
    cards.push(card);
    teased += prose[card] as number;
  }
  if (cards.length < 2 || (prose[0] as number) - teased < leastProse) return marked;
  for (const card of cards) marked[card] = 1;
  return marked;
}

function countHeadings({ elements, parent, tag: tags }: Outline): Int32Array {
  const headings = new Int32Array(elements);
  for (let element = elements - 1; element > 0; element--) {
    if (isHeadingTag[tags[element] as number] === 1) headings[element] = (headings[element] as number) + 1;
    const outer = parent[element] as number;
    headings[outer] = (headings[outer] as number) + (headings[element] as number);
  }
  return headings;
}
