import type { PageMeasures } from './measure-page.ts';
import { hint } from './name-hints.ts';
import type { Outline } from './outline.ts';
import { isHeadingTag, tag } from './page-tags.ts';

/** What stays of an element where marked ones are left out. */
export interface Remaining {
  /** Prose; that of list items counts a third. */
  readonly prose: Int32Array;
  /** Text outside of links. */
  readonly plain: Int32Array;
}

export function measureRemaining(outline: Outline, ownProse: Int32Array, marked: Uint8Array): Remaining {
  const { elements, parent, ownText, ownLinked, tag: tags } = outline;
  const prose = new Int32Array(elements);
  const plain = new Int32Array(elements);
  for (let element = elements - 1; element >= 0; element--) {
    if (marked[element] === 0) {
      const own = ownProse[element] as number;
      prose[element] = (prose[element] as number) + (tags[element] === tag.li ? Math.floor(own / 3) : own);
      plain[element] = (plain[element] as number) + (ownText[element] as number) - (ownLinked[element] as number);
    }
    const outer = parent[element] as number;
    if (outer < 0) continue;
    prose[outer] = (prose[outer] as number) + (prose[element] as number);
    plain[outer] = (plain[outer] as number) + (plain[element] as number);
  }
  return { prose, plain };
}

const dominant = 0.75;

/** The element in which the main text stands: one that the page names as such, and in it where most prose is. */
export function findRoot(outline: Outline, measures: PageMeasures, remaining: Remaining, article: boolean): number {
  const { prose, plain } = remaining;
  const measure = article ? prose : plain;
  const named = namedHolder(outline, measure, article);
  let root = named > 0 && (measure[named] as number) >= (article ? 0.2 : 0.25) * (measure[0] as number) ? named : 0;
  for (;;) {
    const inner = largestChild(outline, measures, root, measure);
    if (inner < 0) return root;
    if ((prose[inner] as number) < (article ? dominant : 0.9) * (prose[root] as number)) return root;
    if (
      !article &&
      ((plain[inner] as number) < 0.85 * (plain[root] as number) || losesHeading(outline, measures, root, inner))
    )
      return root;
    root = inner;
  }
}

function largestChild({ parent }: Outline, { last }: PageMeasures, root: number, measure: Int32Array): number {
  let best = -1;
  const end = last[root] as number;
  for (let element = root + 1; element <= end; element = (last[element] as number) + 1) {
    if (parent[element] !== root) continue;
    if (best < 0 || (measure[element] as number) > (measure[best] as number)) best = element;
  }
  return best;
}

function losesHeading({ tag: tags }: Outline, { last }: PageMeasures, root: number, inner: number): boolean {
  for (let element = root + 1; element <= (last[root] as number); element++) {
    if (element === inner) element = last[inner] as number;
    else if (isHeadingTag[tags[element] as number] === 1 || tags[element] === tag.pre || tags[element] === tag.p)
      return true;
  }
  return false;
}

/** The largest of the elements that call themselves the text, the innermost of equals; 0 for none. */
function namedHolder(outline: Outline, measure: Int32Array, article: boolean): number {
  const { elements, tag: tags, hints } = outline;
  let best = 0;
  let most = 0;
  for (let element = 1; element < elements; element++) {
    const number = tags[element] as number;
    const bits = hints[element] as number;
    const named =
      number === tag.article ||
      number === tag.main ||
      (bits & hint.main) !== 0 ||
      (bits & hint.articleBody) !== 0 ||
      (article && (bits & hint.body) !== 0 && number !== tag.body);
    if (!named) continue;
    const own = measure[element] as number;
    if (own > most) {
      best = element;
      most = own;
    }
  }
  return best;
}
