import { markTeasers } from './mark-teasers.ts';
import type { PageMeasures } from './measure-page.ts';
import { hint } from './name-hints.ts';
import type { Outline } from './outline.ts';
import { isBlockTag, isHeadingTag, tag } from './page-tags.ts';

const beside = hint.navigation | hint.footer;
const weak = hint.sidebar | hint.share | hint.related | hint.advertisement;

/** Elements whose own names say that they are beside the text. */
const besideTags = new Set([tag.nav, tag.footer, tag.aside, tag.dialog]);
/** Elements that hold a page's text whatever they are called. */
const holders = new Set([tag.html, tag.body, tag.main, tag.article]);
const textTags = new Set([tag.p, tag.li, tag.td, tag.th, tag.dt, tag.dd, tag.pre, tag.blockquote, tag.tr, tag.table]);

/** What a page shows beside its text is left out only where this much prose stays. */
const leastProse = 200;

/**
 * 1 for each element that stands beside the text: by its tag, by its names, or as a teaser of another page. What holds
 * most of the text is never taken for that.
 */
export function markBoilerplate(outline: Outline, measures: PageMeasures, article: boolean): Uint8Array {
  const { elements, parent } = outline;
  const { prose, text, linked } = measures;
  const marked = article ? markTeasers(outline, measures) : new Uint8Array(elements);
  const protect = protectedElements(outline, measures);
  const left = { prose: prose[0] as number, plain: (text[0] as number) - (linked[0] as number) };
  for (let element = 1; element < elements; element++) {
    if (marked[parent[element] as number] === 1) marked[element] = 1;
    else if (marked[element] === 1 || (protect[element] === 0 && isBeside(outline, measures, element, left))) {
      marked[element] = 1;
      left.prose -= prose[element] as number;
      left.plain -= (text[element] as number) - (linked[element] as number);
    }
  }
  return marked;
}

interface Left {
  prose: number;
  plain: number;
}

function isBeside(outline: Outline, measures: PageMeasures, element: number, left: Left): boolean {
  const number = outline.tag[element] as number;
  const hints = outline.hints[element] as number;
  const prose = measures.prose[element] as number;
  const text = measures.text[element] as number;
  const linked = measures.linked[element] as number;
  const stays = left.prose - prose;
  if (hints & hint.invisible) return prose === 0 || stays >= leastProse;
  if (number === tag.button) return prose === 0;
  const linkShare = text === 0 ? 1 : linked / text;
  if (besideTags.has(number)) return (prose === 0 && linkShare > 0.5) || stays >= Math.max(leastProse, prose);
  if (isBlockTag[number] !== 1 || isHeadingTag[number] === 1) return false;
  if (holders.has(number) || hints & hint.articleBody) return false;
  if (textTags.has(number)) return (hints & (hint.share | hint.advertisement | hint.comment)) !== 0 && prose === 0;
  const listing = prose * 5 < text * 3 || linkShare > 0.3;
  const enough = stays >= Math.max(leastProse, prose);
  if (hints & (hint.comment | hint.popup)) return stays >= leastProse;
  if (hints & beside) return prose === 0 ? left.plain - (text - linked) >= text : enough && listing;
  if (hints & weak) return enough && listing;
  return (number === tag.header || (hints & hint.header) !== 0) && prose === 0 && linkShare > 0.5 && enough;
}

/** Elements in which a main, an article's body or most of the prose stands. */
function protectedElements(outline: Outline, { prose }: PageMeasures): Uint8Array {
  const { elements, parent, tag: tags, hints } = outline;
  const protect = new Uint8Array(elements);
  const most = prose[0] as number;
  const largest = [0, 0, 0];
  for (let element = 1; element < elements; element++) {
    const bits = hints[element] as number;
    const kinds = [tags[element] === tag.article, (bits & hint.articleBody) !== 0, (bits & hint.body) !== 0];
    for (let kind = 0; kind < 3; kind++)
      if (
        (kinds[kind] && (prose[element] as number) > (prose[largest[kind] as number] as number)) ||
        (largest[kind] === 0 && kinds[kind])
      )
        largest[kind] = element;
  }
  for (let element = elements - 1; element >= 0; element--) {
    const holds = tags[element] === tag.main || (element > 0 && largest.includes(element));
    if (holds && (prose[element] as number) * 5 > most) protect[element] = 1;
    const outer = parent[element] as number;
    if (protect[element] === 1 && outer >= 0) protect[outer] = 1;
  }
  return protect;
}
