import { isHeadingTag, tag } from './page-tags.js';
import { isPageTitle } from './page-title.js';
const longestTeaser = 700;
const leastHeading = 12;
const leastProse = 200;
const holders = new Set([tag.html, tag.body, tag.main]);
/** Marks teasers: a heading that leads to another page, with at most a paragraph. One alone is none. */
export function markTeasers(outline, measures) {
    const { elements, parent, tag: tags, ownText, ownLinked } = outline;
    const { prose, text } = measures;
    const marked = new Uint8Array(elements);
    const headings = countHeadings(outline);
    const cards = [];
    let teased = 0;
    for (let element = 1; element < elements; element++) {
        if (isHeadingTag[tags[element]] !== 1)
            continue;
        const own = ownText[element];
        if (own < leastHeading || ownLinked[element] * 5 < own * 4)
            continue;
        if (isPageTitle(outline, element))
            continue;
        let card = element;
        for (let outer = parent[card]; outer > 0; outer = parent[outer]) {
            if (headings[outer] > 1 || text[outer] > longestTeaser)
                break;
            if (holders.has(tags[outer]))
                break;
            card = outer;
        }
        cards.push(card);
        teased += prose[card];
    }
    if (cards.length < 2 || prose[0] - teased < leastProse)
        return marked;
    for (const card of cards)
        marked[card] = 1;
    return marked;
}
function countHeadings({ elements, parent, tag: tags }) {
    const headings = new Int32Array(elements);
    for (let element = elements - 1; element > 0; element--) {
        if (isHeadingTag[tags[element]] === 1)
            headings[element] = headings[element] + 1;
        const outer = parent[element];
        headings[outer] = headings[outer] + headings[element];
    }
    return headings;
}
//# sourceMappingURL=mark-teasers.js.map