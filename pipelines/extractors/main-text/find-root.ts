import type { PageMeasures } from './measure-page.ts';
import type { Outline } from './outline.ts';
import { tag } from './page-tags.ts';
import { commonHolder, type HolderKind, holderKinds } from './text-holders.ts';

/** What stays of each element where marked ones are left out. */
export interface Remaining {
  /** Prose; that of list items counts a third. */
  readonly prose: Int32Array;
  /** Text outside of links. */
  readonly plain: Int32Array;
}

export function measureRemaining(outline: Outline, { ownProse }: PageMeasures, marked: Uint8Array): Remaining {
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

const containers = new Set([
  tag.html,
  tag.body,
  tag.main,
  tag.article,
  tag.div,
  tag.section,
  tag.center,
  tag.span,
  tag.form,
  tag.table,
  tag.tbody,
  tag.tr,
  tag.td,
]);

/** The share of the prose that an inner element must have to stand for the outer one, in articles. */
const dominant = 0.75;
/** The least share of the prose that is in an element named as an article's text. */
const leastShare: Readonly<Record<HolderKind, number>> = { articleBody: 0.1, bodyName: 0.1, article: 0.15, main: 0.2 };
const leastHeld = 150;

/** The element of an article in which its text stands: one that the page names as such, and in it where most prose is. */
export function articleRoot(
  outline: Outline,
  measures: PageMeasures,
  { prose }: Remaining,
  named: ReadonlyMap<HolderKind, readonly number[]>,
): number {
  const total = prose[0] as number;
  let root = 0;
  for (const kind of holderKinds) {
    const holder = commonHolder(outline, measures, named.get(kind) ?? [], prose);
    const own = prose[holder] as number;
    if (holder === 0 || own < leastHeld || own < leastShare[kind] * total) continue;
    root = holder;
    break;
  }
  for (;;) {
    const inner = largestChild(outline, measures, root, prose);
    if (inner < 0 || (prose[inner] as number) < dominant * (prose[root] as number)) return root;
    if (losesParagraph(outline, measures, prose, root, inner)) return root;
    root = inner;
  }
}

// Less prose than this does not tell where a page that declares nothing has its text.
const leastProse = 500;

/** The least share of the text outside of links that is in an element named as a page's text. */
const leastPlain = { main: 0.25, article: 0.7 };

/** The element of any other page: its main, and in it what has nearly all of the text. */
export function pageRoot(
  outline: Outline,
  measures: PageMeasures,
  remaining: Remaining,
  named: ReadonlyMap<HolderKind, readonly number[]>,
): number {
  const { prose, plain } = remaining;
  const { text } = measures;
  let root = 0;
  for (const kind of ['main', 'article'] as const) {
    const holder = commonHolder(outline, measures, named.get(kind) ?? [], plain);
    if (root === 0 && (plain[holder] as number) >= leastPlain[kind] * (plain[0] as number)) root = holder;
  }
  const reading = isReading(outline, measures, prose);
  for (;;) {
    const inner = largestChild(outline, measures, root, plain);
    if (inner < 0 || (prose[inner] as number) < leastProse) return root;
    if (!reading && (text[inner] as number) * 2 < (text[root] as number)) return root;
    if (
      reading &&
      (prose[inner] as number) >= 0.8 * (prose[root] as number) &&
      !losesHeading(outline, measures, root, inner)
    ) {
      root = inner;
      continue;
    }
    if ((prose[inner] as number) < 0.9 * (prose[root] as number)) return root;
    if ((plain[inner] as number) < 0.85 * (plain[root] as number)) return root;
    if (losesContent(outline, measures, remaining, root, inner)) return root;
    root = inner;
  }
}

/** Whether a page is one with much to read and much to go to, as pages of the press and of shops are. */
function isReading({ tag: tags, elements }: Outline, { text, linked }: PageMeasures, prose: Int32Array): boolean {
  let code = 0;
  for (let element = 0; element < elements; element++)
    if (tags[element] === tag.pre || tags[element] === tag.code) code++;
  return code < 3 && (prose[0] as number) >= 800 && (linked[0] as number) * 10 > (text[0] as number) * 3;
}

function losesHeading({ tag: tags }: Outline, { last, text }: PageMeasures, root: number, inner: number): boolean {
  for (let element = root + 1; element <= (last[root] as number); element++) {
    if (element === inner) element = last[inner] as number;
    else if (tags[element] === tag.h1 && (text[element] as number) > 0) return true;
  }
  return false;
}

function largestChild(
  { parent, tag: tags }: Outline,
  { last }: PageMeasures,
  root: number,
  measure: Int32Array,
): number {
  let best = -1;
  const end = last[root] as number;
  for (let element = root + 1; element <= end; element = (last[element] as number) + 1) {
    if (parent[element] !== root || !containers.has(tags[element] as number)) continue;
    if (best < 0 || (measure[element] as number) > (measure[best] as number)) best = element;
  }
  return best;
}

const shortestParagraph = 80;

/** Whether a paragraph stands beside `inner`. */
function losesParagraph(
  { tag: tags, parent }: Outline,
  { last }: PageMeasures,
  prose: Int32Array,
  root: number,
  inner: number,
): boolean {
  for (let element = root + 1; element <= (last[root] as number); element = (last[element] as number) + 1) {
    if (element === inner || parent[element] !== root) continue;
    if (tags[element] === tag.p && (prose[element] as number) >= shortestParagraph) return true;
  }
  return false;
}

/** Whether something of worth stands beside `inner`: a main heading, code, or prose without many links. */
function losesContent(
  { tag: tags, parent }: Outline,
  { last, text, linked }: PageMeasures,
  { prose, plain }: Remaining,
  root: number,
  inner: number,
): boolean {
  for (let element = root + 1; element <= (last[root] as number); element++) {
    if (element === inner) {
      element = last[inner] as number;
      continue;
    }
    if (plain[element] === 0) continue;
    if (tags[element] === tag.h1 || tags[element] === tag.pre) return true;
    if (parent[element] !== root || prose[element] === 0) continue;
    if ((linked[element] as number) * 10 < (text[element] as number) * 3) return true;
  }
  return false;
}
