import { markTeasers } from './mark-teasers.js';
import { hint } from './name-hints.js';
import { isBlockTag, isHeadingTag, isHiddenTag, tag } from './page-tags.js';
import { largestOf } from './text-holders.js';
/** What an element stands beside the text as; `no` for the text itself. */
export const beside = { no: 0, yes: 1, comment: 2 };
const chrome = hint.navigation | hint.footer;
const weak = hint.sidebar | hint.share | hint.related | hint.advertisement | hint.popup;
/** Elements whose own names say that they are beside the text. */
const besideTags = new Set([tag.nav, tag.footer, tag.aside, tag.dialog]);
/** Elements that hold a page's text whatever they are called. */
const holders = new Set([tag.html, tag.body, tag.main, tag.article]);
const textTags = new Set([tag.p, tag.li, tag.td, tag.th, tag.dt, tag.dd, tag.pre, tag.blockquote, tag.tr, tag.table]);
/** What a page shows beside its text is left out only where this much prose stays. */
const leastProse = 200;
/**
 * Tells of each element whether it stands beside the text: by its tag, by its names, or as a teaser of another page. What holds
 * most of the text, or is named as the text, is never taken for that.
 */
export function markBoilerplate(outline, measures, named, article) {
    const { elements, parent } = outline;
    const { prose, text, linked } = measures;
    const marked = article ? markTeasers(outline, measures) : new Uint8Array(elements);
    const { around, inside } = protectHolders(outline, measures, named);
    const left = { prose: prose[0], plain: text[0] - linked[0], held: false };
    for (let element = 1; element < elements; element++) {
        left.held = inside.length > 0 && inside[element] === 0;
        const outer = marked[parent[element]];
        if (outer !== beside.no)
            marked[element] = outer;
        else if (marked[element] === beside.yes ||
            (around[element] === 0 && isBeside(outline, measures, element, left, article))) {
            marked[element] = outline.hints[element] & hint.comment ? beside.comment : beside.yes;
            left.prose -= prose[element];
            left.plain -= text[element] - linked[element];
        }
    }
    return marked;
}
function isBeside(outline, measures, element, left, article) {
    const number = outline.tag[element];
    const hints = outline.hints[element];
    const prose = measures.prose[element];
    const text = measures.text[element];
    const linked = measures.linked[element];
    const stays = left.prose - prose;
    if (isHiddenTag[number] === 1)
        return true;
    if (hints & hint.invisible)
        return prose === 0 || stays >= leastProse;
    if (number === tag.button)
        return prose === 0;
    const linkShare = text === 0 ? 1 : linked / text;
    const enough = left.held || stays >= Math.max(leastProse, prose);
    const listing = prose * 5 < text * 3 || linkShare > 0.3;
    // Documentation has its footnotes and boxes in asides.
    if (number === tag.aside && !article && !left.held)
        return enough && listing;
    if (besideTags.has(number))
        return (prose === 0 && linkShare > 0.5) || enough;
    if (isBlockTag[number] !== 1 || isHeadingTag[number] === 1)
        return false;
    if (holders.has(number) || hints & hint.articleBody)
        return false;
    if (textTags.has(number))
        return (hints & (hint.share | hint.advertisement | hint.comment)) !== 0 && prose === 0;
    if (hints & (hint.comment | hint.consent))
        return stays >= leastProse;
    if (hints & hint.footer && enough)
        return true;
    if (hints & chrome)
        return prose === 0 ? left.plain - (text - linked) >= text : enough && listing;
    if (hints & weak)
        return enough && listing;
    return (number === tag.header || (hints & hint.header) !== 0) && prose === 0 && linkShare > 0.5 && enough;
}
/** Elements around the largest holder of each kind, and those inside the largest of all; none where no holder has prose. */
function protectHolders({ elements, parent }, { prose }, named) {
    const around = new Uint8Array(elements);
    let largest = 0;
    for (const candidates of named.values()) {
        const holder = largestOf(candidates, prose);
        if (holder === 0 || prose[holder] < leastProse)
            continue;
        if (largest === 0 || prose[holder] > prose[largest])
            largest = holder;
        for (let outer = holder; outer >= 0; outer = parent[outer])
            around[outer] = 1;
    }
    if (largest === 0)
        return { around, inside: new Uint8Array(0) };
    const inside = new Uint8Array(elements);
    inside[largest] = 1;
    for (let element = largest + 1; element < elements; element++)
        inside[element] = inside[parent[element]];
    return { around, inside };
}
//# sourceMappingURL=mark-boilerplate.js.map