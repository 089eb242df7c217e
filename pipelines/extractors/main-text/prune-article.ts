import { startsAside } from './aside-phrases.ts';
import { blockStarts } from './block-texts.ts';
import type { PageMeasures } from './measure-page.ts';
import { hint } from './name-hints.ts';
import type { Outline } from './outline.ts';
import { isBlockTag, isHeadingTag, isListTag, tag, tagNames } from './page-tags.ts';
import { isPageTitle } from './page-title.ts';

/** Takes out of an article what is not its running text: title, byline, captions, links to other articles. */
export function pruneArticle(outline: Outline, measures: PageMeasures, kept: Uint8Array): void {
  const { parent } = outline;
  const dropped = new Uint8Array(outline.elements);
  /** One main heading is the title; more of them are sections. */
  let headings = 0;
  for (let element = 1; element < outline.elements; element++)
    if (kept[element] === 1 && outline.tag[element] === tag.h1) headings++;
  for (let element = 1; element < outline.elements; element++) {
    if (
      dropped[parent[element] as number] === 1 ||
      (kept[element] === 1 && isAside(outline, measures, element, headings))
    ) {
      dropped[element] = 1;
      kept[element] = 0;
    }
  }
  pruneBlocks(outline, measures, kept);
}

// Some pages are one form.
const mostFormProse = 200;

function isAside(outline: Outline, measures: PageMeasures, element: number, headings: number): boolean {
  const number = outline.tag[element] as number;
  const hints = outline.hints[element] as number;
  const text = measures.text[element] as number;
  const prose = measures.prose[element] as number;
  if (text === 0) return false;
  const linked = measures.linked[element] as number;
  if (number === tag.figcaption || number === tag.button) return true;
  if (number === tag.form) return prose < mostFormProse;
  if (number === tag.h1 && headings === 1) return true;
  if (isHeadingTag[number] === 1) return isPageTitle(outline, element);
  if (hints & (hint.byline | hint.hidden) && text < 200 && prose < 100) return true;
  if (hints & hint.caption && number !== tag.caption && text < 500) return true;
  if (hints & hint.tags && linked * 2 > text) return true;
  if (isListTag[number] === 1 && linked * 10 > text * 7)
    return (measures.marks[element] as number) < (measures.links[element] as number);
  if (isBlockTag[number] === 1 && linked * 10 > text * 9 && text > 15) return true;
  return false;
}

const longestPhrase = 160;
const longestLabel = 25;

function pruneBlocks(outline: Outline, measures: PageMeasures, kept: Uint8Array): void {
  for (const [block, start] of blockStarts(outline, kept, longestPhrase)) {
    const own = outline.ownText[block] as number;
    if (
      startsAside(start)
        ? (measures.text[block] as number) < longestPhrase + 40
        : isLabel(outline, measures, block, own)
    )
      drop(kept, measures, block);
  }
  const blocks: number[] = [];
  for (let element = 0; element < outline.elements; element++)
    if (kept[element] === 1 && (outline.ownText[element] as number) > 0) blocks.push(element);
  dropBeforeText(outline, measures, kept, blocks);
  dropEmptyHeadings(outline, measures, kept, blocks);
}

/** A few words in a box of their own, as `Video` and `Advertisement` above what they name. */
function isLabel({ tag: tags, ownMarks }: Outline, { text }: PageMeasures, block: number, own: number): boolean {
  const number = tags[block] as number;
  if (number !== tag.div && number !== tag.section) return false;
  return own < longestLabel && ownMarks[block] === 0 && text[block] === own;
}

/** What stands before the first paragraph, but for a heading right above it. */
function dropBeforeText(outline: Outline, measures: PageMeasures, kept: Uint8Array, blocks: readonly number[]): void {
  let first = blocks.findIndex((block) => (measures.ownProse[block] as number) > 0);
  if (first > 0 && isHeading(outline, blocks[first - 1] as number)) first--;
  for (const block of blocks.slice(0, Math.max(0, first))) if (measures.prose[block] === 0) drop(kept, measures, block);
}

/** Headings under which nothing is left. */
function dropEmptyHeadings(
  outline: Outline,
  measures: PageMeasures,
  kept: Uint8Array,
  blocks: readonly number[],
): void {
  /** The level of the heading, or 7 for text, that follows. */
  let following = 0;
  for (const block of [...blocks].reverse()) {
    if (kept[block] === 0) continue;
    const level = isHeading(outline, block) ? Number(tagNames[outline.tag[block] as number]?.[1]) : 7;
    if (level < 7 && following <= level) drop(kept, measures, block);
    else following = level;
  }
}

function isHeading({ tag: tags }: Outline, block: number): boolean {
  return isHeadingTag[tags[block] as number] === 1;
}

function drop(kept: Uint8Array, { last }: PageMeasures, block: number): void {
  kept.fill(0, block, (last[block] as number) + 1);
}
