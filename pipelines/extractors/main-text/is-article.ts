import type { PageMeasures } from './measure-page.ts';
import { hint } from './name-hints.ts';
import type { Outline } from './outline.ts';
import { tag } from './page-tags.ts';

// Reference pages have code; articles of the press and of blogs have hardly any.
const mostCode = 3;

/**
 * Whether a page is an article: one that declares it, or whose template names an element as an article's and that holds
 * most of the prose. Only of articles is it safe to leave out titles, captions and lists of links.
 */
export function isArticle(outline: Outline, { prose }: PageMeasures): boolean {
  const { elements, tag: tags, hints, head } = outline;
  let code = 0;
  let named = 0;
  for (let element = 1; element < elements; element++) {
    const number = tags[element] as number;
    if (number === tag.pre || number === tag.code) code++;
    const isNamed = number === tag.article || (number === tag.div && ((hints[element] as number) & hint.body) !== 0);
    if (isNamed && (prose[element] as number) > (prose[named] as number) * (named === 0 ? 0 : 1)) named = element;
  }
  if (head.declaresArticle) return true;
  return named > 0 && code < mostCode && (prose[named] as number) * 2 > (prose[0] as number);
}
