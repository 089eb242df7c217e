import type { PageMeasures } from './measure-page.ts';
import { hint } from './name-hints.ts';
import type { Outline } from './outline.ts';
import { tag } from './page-tags.ts';

/** How elements say that they hold the text, the plainest first. */
export const holderKinds = ['articleBody', 'bodyName', 'article', 'main'] as const;
export type HolderKind = (typeof holderKinds)[number];

const containers = new Set([tag.div, tag.section, tag.article, tag.main, tag.td, tag.center, tag.span]);
const others = hint.comment | hint.sidebar | hint.related;

/** The elements that a page names as its text, by kind; those of comments and of things beside the text left out. */
export function textHolders({ elements, tag: tags, hints }: Outline): ReadonlyMap<HolderKind, readonly number[]> {
  const holders = new Map<HolderKind, number[]>(holderKinds.map((kind) => [kind, []]));
  for (let element = 1; element < elements; element++) {
    const number = tags[element] as number;
    const bits = hints[element] as number;
    if (number === tag.main || bits & hint.main) holders.get('main')?.push(element);
    if (!containers.has(number)) continue;
    if (bits & hint.articleBody) holders.get('articleBody')?.push(element);
    if ((bits & others) !== 0) continue;
    if (bits & hint.body) holders.get('bodyName')?.push(element);
    if (number === tag.article) holders.get('article')?.push(element);
  }
  return holders;
}

/** The largest of some elements by a measure, the innermost of equals; 0 for none. */
export function largestOf(candidates: readonly number[], measure: Int32Array): number {
  let best = 0;
  for (const element of candidates)
    if (best === 0 || (measure[element] as number) >= (measure[best] as number)) best = element;
  return best;
}

/** The smallest element around the largest of some elements and those that have at least a third of its measure. */
export function commonHolder(
  { parent }: Outline,
  { last }: PageMeasures,
  candidates: readonly number[],
  measure: Int32Array,
): number {
  const largest = largestOf(candidates, measure);
  if (largest === 0) return 0;
  let holder = largest;
  for (const element of candidates) {
    if ((measure[element] as number) * 3 < (measure[largest] as number)) continue;
    while (element < holder || element > (last[holder] as number)) {
      if (element < holder && (last[element] as number) >= (last[holder] as number)) break;
      holder = parent[holder] as number;
    }
  }
  return holder;
}
