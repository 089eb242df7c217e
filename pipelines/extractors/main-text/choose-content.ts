import { findRoot, measureRemaining } from './find-root.ts';
import { markBoilerplate } from './mark-boilerplate.ts';
import { measurePage, proseOf } from './measure-page.ts';
import type { Outline } from './outline.ts';
import { pruneArticle } from './prune-article.ts';

/** 1 for each element that belongs to the main text. */
export function chooseContent(outline: Outline): { kept: Uint8Array; root: number } {
  const measures = measurePage(outline);
  const article = outline.head.declaresArticle;
  const marked = markBoilerplate(outline, measures, article);
  const own = new Int32Array(outline.elements);
  for (let element = 0; element < outline.elements; element++) own[element] = proseOf(outline, element);
  const root = findRoot(outline, measures, measureRemaining(outline, own, marked), article);
  const kept = new Uint8Array(outline.elements);
  const end = measures.last[root] as number;
  for (let element = root; element <= end; element++) kept[element] = marked[element] === 1 ? 0 : 1;
  if (article) pruneArticle(outline, measures, kept, root);
  return { kept, root };
}
