import { articleRoot, measureRemaining, pageRoot } from './find-root.ts';
import { isArticle } from './is-article.ts';
import { markBoilerplate } from './mark-boilerplate.ts';
import { measurePage, type PageMeasures, proseOf } from './measure-page.ts';
import type { Outline } from './outline.ts';
import { pruneArticle } from './prune-article.ts';
import { textHolders } from './text-holders.ts';

/** 1 for each element that belongs to the main text. */
export function chooseContent(outline: Outline): { kept: Uint8Array; root: number; article: boolean } {
  const measures = measurePage(outline);
  const named = textHolders(outline);
  const article = isArticle(outline, measures);
  const marked = markBoilerplate(outline, measures, named, article);
  const own = new Int32Array(outline.elements);
  for (let element = 0; element < outline.elements; element++) own[element] = proseOf(outline, element);
  const remaining = measureRemaining(outline, own, marked);
  const root = (article ? articleRoot : pageRoot)(outline, measures, remaining, named);
  const kept = new Uint8Array(outline.elements);
  keep(kept, marked, root, measures.last[root] as number);
  if (article) {
    keepSiblings(outline, measures, marked, kept, root);
    pruneArticle(outline, measures, kept);
  }
  return { kept, root, article };
}

function keep(kept: Uint8Array, marked: Uint8Array, from: number, to: number): void {
  for (let element = from; element <= to; element++) kept[element] = marked[element] === 1 ? 0 : 1;
}

const shortestSibling = 80;

/** A lead or a second part may stand beside the element in which most of the text is. */
function keepSiblings(
  { parent }: Outline,
  { prose, text, linked, last }: PageMeasures,
  marked: Uint8Array,
  kept: Uint8Array,
  root: number,
): void {
  const outer = parent[root] as number;
  if (outer < 0) return;
  for (let element = outer + 1; element <= (last[outer] as number); element = (last[element] as number) + 1) {
    if (element === root || marked[element] === 1 || parent[element] !== outer) continue;
    const own = prose[element] as number;
    const all = text[element] as number;
    if (own < shortestSibling || own * 10 < all * 6 || (linked[element] as number) * 5 > all) continue;
    keep(kept, marked, element, last[element] as number);
  }
}
