import { hint } from './name-hints.js';
import { tag } from './page-tags.js';
const structural = new Set([tag.main, tag.article, tag.nav, tag.header, tag.footer, tag.aside]);
const kinds = [
    hint.navigation,
    hint.footer,
    hint.sidebar,
    hint.header,
    hint.share,
    hint.related,
    hint.comment,
];
const leastKinds = 3;
/**
 * Whether a page is built of parts that say what they are. Mails, fragments and plain pages are not: what is beside the
 * text cannot be told there, and nothing may be left out.
 */
export function hasStructure({ elements, tag: tags, hints, head }) {
    if (head.declaresArticle)
        return true;
    let found = 0;
    for (let element = 1; element < elements; element++) {
        const number = tags[element];
        const bits = hints[element];
        if (structural.has(number) || bits & (hint.main | hint.articleBody))
            return true;
        if (number === tag.div || number === tag.ul || number === tag.td || number === tag.table)
            found |= bits;
    }
    return kinds.filter((kind) => found & kind).length >= leastKinds;
}
//# sourceMappingURL=has-structure.js.map