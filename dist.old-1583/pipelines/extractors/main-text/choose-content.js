import { elementText } from './element-text.js';
import { articleRoot, measureRemaining, pageRoot } from './find-root.js';
import { isArticle } from './is-article.js';
import { beside, markBoilerplate } from './mark-boilerplate.js';
import { measurePage } from './measure-page.js';
import { hint } from './name-hints.js';
import { tag } from './page-tags.js';
import { pruneArticle } from './prune-article.js';
import { textHolders } from './text-holders.js';
/** Chooses the elements of the main text; with `asPage` also an article is treated with a page's care. */
export function chooseContent(outline, options, asPage = false) {
    const measures = measurePage(outline);
    const named = textHolders(outline);
    const article = !asPage && isArticle(outline, measures);
    const marked = markBoilerplate(outline, measures, named, article);
    const remaining = measureRemaining(outline, measures, marked);
    const root = (article ? articleRoot : pageRoot)(outline, measures, remaining, named);
    const kept = new Uint8Array(outline.elements);
    keep(kept, marked, root, measures.last[root]);
    if (article) {
        keepSiblings(outline, measures, marked, kept, root);
        pruneArticle(outline, measures, kept);
    }
    dropPermalinks(outline, measures, kept);
    if (options.comments)
        keepComments(outline, measures, marked, kept);
    if (!options.tables)
        dropTables(outline, measures, kept, root);
    return { kept, article, prose: measures.prose[0] };
}
function keep(kept, marked, from, to) {
    for (let element = from; element <= to; element++)
        kept[element] = marked[element] === beside.no ? 1 : 0;
}
const shortestSibling = 80;
/** A lead or a second part may stand beside the element in which most of the text is. */
function keepSiblings({ parent }, { prose, text, linked, last }, marked, kept, root) {
    const outer = parent[root];
    if (outer < 0)
        return;
    for (let element = outer + 1; element <= last[outer]; element = last[element] + 1) {
        if (element === root || marked[element] !== beside.no || parent[element] !== outer)
            continue;
        const own = prose[element];
        const all = text[element];
        if (own < shortestSibling || own * 10 < all * 6 || linked[element] * 5 > all)
            continue;
        keep(kept, marked, element, last[element]);
    }
}
const permalink = /^(?:[¶#§†🔗]\ufe0f?){0,2}$/u;
/** Signs after headings that link to them. */
function dropPermalinks(outline, { last }, kept) {
    for (let element = 1; element < outline.elements; element++) {
        if (kept[element] === 0 || outline.tag[element] !== tag.a)
            continue;
        if ((outline.hints[element] & hint.anchor) === 0)
            continue;
        if (permalink.test(elementText(outline, element, 5)))
            kept.fill(0, element, last[element] + 1);
    }
}
/** Keeps comments, but for the forms in which one writes them. */
function keepComments({ elements, parent, tag: tags }, { text }, marked, kept) {
    const inside = new Uint8Array(elements);
    for (let element = 1; element < elements; element++) {
        const number = tags[element];
        if (number === tag.form || number === tag.button || text[element] === 0)
            continue;
        const outer = parent[element];
        if (marked[element] !== beside.comment && inside[outer] === 0)
            continue;
        inside[element] = 1;
        kept[element] = 1;
    }
}
/** Drops tables, but for those that hold most of the text, which are its layout. */
function dropTables({ tag: tags }, { text, last }, kept, root) {
    const all = text[root];
    for (let element = root; element <= last[root]; element++) {
        if (tags[element] !== tag.table || text[element] * 2 > all)
            continue;
        kept.fill(0, element, last[element] + 1);
    }
}
//# sourceMappingURL=choose-content.js.map