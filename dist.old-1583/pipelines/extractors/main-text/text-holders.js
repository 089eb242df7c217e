import { hint } from './name-hints.js';
import { tag } from './page-tags.js';
/** How elements say that they hold the text, the plainest first. */
export const holderKinds = ['articleBody', 'bodyName', 'article', 'main'];
const containers = new Set([tag.div, tag.section, tag.article, tag.main, tag.td, tag.center, tag.span]);
const others = hint.comment | hint.sidebar | hint.related;
/** The elements that a page names as its text, by kind; those of comments and of things beside the text left out. */
export function textHolders({ elements, tag: tags, hints }) {
    const holders = new Map(holderKinds.map((kind) => [kind, []]));
    for (let element = 1; element < elements; element++) {
        const number = tags[element];
        const bits = hints[element];
        if (number === tag.main || bits & hint.main)
            holders.get('main')?.push(element);
        if (!containers.has(number))
            continue;
        if (bits & hint.articleBody)
            holders.get('articleBody')?.push(element);
        if ((bits & others) !== 0)
            continue;
        if (bits & hint.body)
            holders.get('bodyName')?.push(element);
        if (number === tag.article)
            holders.get('article')?.push(element);
    }
    return holders;
}
/** The largest of some elements by a measure, the innermost of equals; 0 for none. */
export function largestOf(candidates, measure) {
    let best = 0;
    for (const element of candidates)
        if (best === 0 || measure[element] >= measure[best])
            best = element;
    return best;
}
/** The smallest element around the largest of some elements and those that have at least a third of its measure. */
export function commonHolder({ parent }, { last }, candidates, measure) {
    const largest = largestOf(candidates, measure);
    if (largest === 0)
        return 0;
    let holder = largest;
    for (const element of candidates) {
        if (measure[element] * 3 < measure[largest])
            continue;
        while (element < holder || element > last[holder]) {
            if (element < holder && last[element] >= last[holder])
                break;
            holder = parent[holder];
        }
    }
    return holder;
}
//# sourceMappingURL=text-holders.js.map