import { blockStarts } from './block-texts.ts';
import { type PageMeasures, proseOf } from './measure-page.ts';
import { hint } from './name-hints.ts';
import type { Outline } from './outline.ts';
import { isBlockTag, isHeadingTag, isListTag, tag } from './page-tags.ts';

/** Takes out of an article what is not its running text: title, byline, captions, links to other articles. */
export function pruneArticle(outline: Outline, measures: PageMeasures, kept: Uint8Array): void {
  const { parent } = outline;
  const dropped = new Uint8Array(outline.elements);
  for (let element = 1; element < outline.elements; element++) {
    if (dropped[parent[element] as number] === 1 || (kept[element] === 1 && isAside(outline, measures, element))) {
      dropped[element] = 1;
      kept[element] = 0;
    }
  }
  pruneBlocks(outline, measures, kept);
}

function isAside(outline: Outline, measures: PageMeasures, element: number): boolean {
  const number = outline.tag[element] as number;
  const hints = outline.hints[element] as number;
  const text = measures.text[element] as number;
  const prose = measures.prose[element] as number;
  if (text === 0) return false;
  const linked = measures.linked[element] as number;
  if (number === tag.h1 || number === tag.figcaption || number === tag.form || number === tag.button) return true;
  if (isHeadingTag[number] === 1) return false;
  if (hints & (hint.byline | hint.hidden) && text < 200 && prose < 100) return true;
  if (hints & hint.caption && number !== tag.caption && text < 500) return true;
  if (hints & hint.tags && linked * 2 > text) return true;
  if (isListTag[number] === 1 && linked * 10 > text * 7) return true;
  if (isBlockTag[number] === 1 && linked * 10 > text * 9 && text > 15) return true;
  return false;
}

const asidePhrase =
  /^\W{0,3}(?:related\b|read (?:more|also|next|full)|see (?:also|more)\b|also (?:on|read)\b|more (?:from|on|stories)\b|recommended|don.t miss|you may (?:also )?(?:like|be)|watch\b.{0,60}:|click here|sign up|subscribe|follow [\w ]{1,20} on|advert|sponsored|share this|copyright|©|photos?\s?(?:by|:)|image (?:by|:|copyright)|all rights reserved|get the latest|auch interessant|mehr zum thema|mehr themen|auch lesen|lesen sie auch|weiterlesen|weitere (?:artikel|beiträge)|ähnliche (?:artikel|beiträge)|das könnte sie|(?:-\s)?anzeige|à lire aussi|lire aussi|crédits? photo|lea (?:también|más)|vea también|también te puede|leia (?:também|mais)|veja também|leggi anche|читайте также|相关(?:阅读|新闻|文章)|延伸阅读|推荐阅读|責任編輯|责任编辑|关注我们|関連記事|관련기사)/iu;

function pruneBlocks(outline: Outline, measures: PageMeasures, kept: Uint8Array): void {
  const starts = blockStarts(outline, kept);
  const blocks = [...starts.keys()].sort((a, b) => a - b);
  for (const block of blocks) {
    const start = starts.get(block) ?? '';
    const own = outline.ownText[block] as number;
    const number = outline.tag[block] as number;
    if (own < 160 && (measures.text[block] as number) < 200 && asidePhrase.test(start)) drop(kept, measures, block);
    else if (
      (number === tag.div || number === tag.section) &&
      own < 25 &&
      (outline.ownMarks[block] as number) === 0 &&
      measures.text[block] === own
    )
      drop(kept, measures, block);
  }
  const left = blocks.filter((block) => kept[block] === 1);
  let first = left.findIndex((block) => proseOf(outline, block) > 0);
  if (first > 0 && isHeadingTag[outline.tag[left[first - 1] as number] as number] === 1) first--;
  for (const block of left.slice(0, Math.max(0, first))) if (measures.prose[block] === 0) drop(kept, measures, block);
}

function drop(kept: Uint8Array, { last }: PageMeasures, block: number): void {
  kept.fill(0, block, (last[block] as number) + 1);
}
