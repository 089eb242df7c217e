import { startsAside } from './aside-phrases.js';
import { blockStarts } from './block-texts.js';
import { hint } from './name-hints.js';
import { isBlockTag, isHeadingTag, isListTag, tag, tagNames } from './page-tags.js';
import { isPageTitle } from './page-title.js';
/** Takes out of an article what is not its running text: title, byline, captions, links to other articles. */
export function pruneArticle(outline, measures, kept) {
    const { parent } = outline;
    const dropped = new Uint8Array(outline.elements);
    /** One main heading is the title; more of them are sections. */
    let headings = 0;
    for (let element = 1; element < outline.elements; element++)
        if (kept[element] === 1 && outline.tag[element] === tag.h1)
            headings++;
    for (let element = 1; element < outline.elements; element++) {
        if (dropped[parent[element]] === 1 ||
            (kept[element] === 1 && isAside(outline, measures, element, headings))) {
            dropped[element] = 1;
            kept[element] = 0;
        }
    }
    pruneBlocks(outline, measures, kept);
}
// Some pages are one form.
const mostFormProse = 200;
function isAside(outline, measures, element, headings) {
    const number = outline.tag[element];
    const hints = outline.hints[element];
    const text = measures.text[element];
    const prose = measures.prose[element];
    if (text === 0)
        return false;
    const linked = measures.linked[element];
    if (number === tag.figcaption || number === tag.button)
        return true;
    if (number === tag.form)
        return prose < mostFormProse;
    if (number === tag.h1 && headings === 1)
        return true;
    if (isHeadingTag[number] === 1)
        return isPageTitle(outline, element);
    if (hints & (hint.byline | hint.hidden) && text < 200 && prose < 100)
        return true;
    if (hints & hint.caption && number !== tag.caption && text < 500)
        return true;
    if (hints & hint.tags && linked * 2 > text)
        return true;
    if (isListTag[number] === 1 && linked * 10 > text * 7)
        return measures.marks[element] < measures.links[element];
    if (isBlockTag[number] === 1 && linked * 10 > text * 9 && text > 15)
        return true;
    return false;
}
const longestPhrase = 160;
const longestLabel = 25;
function pruneBlocks(outline, measures, kept) {
    for (const [block, start] of blockStarts(outline, kept, longestPhrase)) {
        const own = outline.ownText[block];
        if (startsAside(start)
            ? measures.text[block] < longestPhrase + 40
            : isLabel(outline, measures, block, own))
            drop(kept, measures, block);
    }
    const blocks = [];
    for (let element = 0; element < outline.elements; element++)
        if (kept[element] === 1 && outline.ownText[element] > 0)
            blocks.push(element);
    dropBeforeText(outline, measures, kept, blocks);
    dropEmptyHeadings(outline, measures, kept, blocks);
}
/** A few words in a box of their own, as `Video` and `Advertisement` above what they name. */
function isLabel({ tag: tags, ownMarks }, { text }, block, own) {
    const number = tags[block];
    if (number !== tag.div && number !== tag.section)
        return false;
    return own < longestLabel && ownMarks[block] === 0 && text[block] === own;
}
/** What stands before the first paragraph, but for a heading right above it. */
function dropBeforeText(outline, measures, kept, blocks) {
    let first = blocks.findIndex((block) => measures.ownProse[block] > 0);
    if (first > 0 && isHeading(outline, blocks[first - 1]))
        first--;
    for (const block of blocks.slice(0, Math.max(0, first)))
        if (measures.prose[block] === 0)
            drop(kept, measures, block);
}
/** Headings under which nothing is left. */
function dropEmptyHeadings(outline, measures, kept, blocks) {
    /** The level of the heading, or 7 for text, that follows. */
    let following = 0;
    for (const block of [...blocks].reverse()) {
        if (kept[block] === 0)
            continue;
        const level = isHeading(outline, block) ? Number(tagNames[outline.tag[block]]?.[1]) : 7;
        if (level < 7 && following <= level)
            drop(kept, measures, block);
        else
            following = level;
    }
}
function isHeading({ tag: tags }, block) {
    return isHeadingTag[tags[block]] === 1;
}
function drop(kept, { last }, block) {
    kept.fill(0, block, last[block] + 1);
}
//# sourceMappingURL=prune-article.js.map