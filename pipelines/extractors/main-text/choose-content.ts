import { elementText } from './element-text.ts';
import { articleRoot, measureRemaining, pageRoot } from './find-root.ts';
import { isArticle } from './is-article.ts';
import { beside, markBoilerplate } from './mark-boilerplate.ts';
import { measurePage, type PageMeasures } from './measure-page.ts';
import { hint } from './name-hints.ts';
import type { Outline } from './outline.ts';
import { tag } from './page-tags.ts';
import { pruneArticle } from './prune-article.ts';
import { textHolders } from './text-holders.ts';

/** What of a page belongs to its main text where there is some. */
export interface ContentOptions {
  /** What readers wrote below. */
  readonly comments: boolean;
  readonly tables: boolean;
}

/** What was chosen: 1 in `kept` for each element of the main text. */
export interface ChosenContent {
  readonly kept: Uint8Array;
  readonly article: boolean;
  /** Prose of the whole page. */
  readonly prose: number;
}

/** Chooses the elements of the main text; with `asPage` also an article is treated with a page's care. */
export function chooseContent(outline: Outline, options: ContentOptions, asPage = false): ChosenContent {
  const measures = measurePage(outline);
  const named = textHolders(outline);
  const article = !asPage && isArticle(outline, measures);
  const marked = markBoilerplate(outline, measures, named, article);
  const remaining = measureRemaining(outline, measures, marked);
  const root = (article ? articleRoot : pageRoot)(outline, measures, remaining, named);
  const kept = new Uint8Array(outline.elements);
  keep(kept, marked, root, measures.last[root] as number);
  if (article) {
    keepSiblings(outline, measures, marked, kept, root);
    pruneArticle(outline, measures, kept);
  }
  dropPermalinks(outline, measures, kept);
  if (options.comments) keepComments(outline, measures, marked, kept);
  if (!options.tables) dropTables(outline, measures, kept, root);
  return { kept, article, prose: measures.prose[0] as number };
}

function keep(kept: Uint8Array, marked: Uint8Array, from: number, to: number): void {
  for (let element = from; element <= to; element++) kept[element] = marked[element] === beside.no ? 1 : 0;
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
    if (element === root || marked[element] !== beside.no || parent[element] !== outer) continue;
    const own = prose[element] as number;
    const all = text[element] as number;
    if (own < shortestSibling || own * 10 < all * 6 || (linked[element] as number) * 5 > all) continue;
    keep(kept, marked, element, last[element] as number);
  }
}

const permalink = /^(?:[¶#§†🔗]\ufe0f?){0,2}$/u;

/** Signs after headings that link to them. */
function dropPermalinks(outline: Outline, { last }: PageMeasures, kept: Uint8Array): void {
  for (let element = 1; element < outline.elements; element++) {
    if (kept[element] === 0 || outline.tag[element] !== tag.a) continue;
    if (((outline.hints[element] as number) & hint.anchor) === 0) continue;
    if (permalink.test(elementText(outline, element, 5))) kept.fill(0, element, (last[element] as number) + 1);
  }
}

/** Keeps comments, but for the forms in which one writes them. */
function keepComments(
  { elements, parent, tag: tags }: Outline,
  { text }: PageMeasures,
  marked: Uint8Array,
  kept: Uint8Array,
): void {
  const inside = new Uint8Array(elements);
  for (let element = 1; element < elements; element++) {
    const number = tags[element] as number;
    if (number === tag.form || number === tag.button || text[element] === 0) continue;
    const outer = parent[element] as number;
    if (marked[element] !== beside.comment && inside[outer] === 0) continue;
    inside[element] = 1;
    kept[element] = 1;
  }
}

/** Drops tables, but for those that hold most of the text, which are its layout. */
function dropTables({ tag: tags }: Outline, { text, last }: PageMeasures, kept: Uint8Array, root: number): void {
  const all = text[root] as number;
  for (let element = root; element <= (last[root] as number); element++) {
    if (tags[element] !== tag.table || (text[element] as number) * 2 > all) continue;
    kept.fill(0, element, (last[element] as number) + 1);
  }
}
