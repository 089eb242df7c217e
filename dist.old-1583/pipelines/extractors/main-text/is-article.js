import { hint } from './name-hints.js';
import { tag } from './page-tags.js';
// Reference pages have code; articles of the press and of blogs have hardly any.
const mostCode = 3;
/**
 * Whether a page is an article: one that declares it, or whose template names an element as an article's and that holds
 * most of the prose. Only of articles is it safe to leave out titles, captions and lists of links.
 */
export function isArticle(outline, { prose }) {
    const { elements, tag: tags, hints, head } = outline;
    let code = 0;
    let named = 0;
    for (let element = 1; element < elements; element++) {
        const number = tags[element];
        if (number === tag.pre || number === tag.code)
            code++;
        const isNamed = number === tag.article || (number === tag.div && (hints[element] & hint.body) !== 0);
        if (isNamed && prose[element] > prose[named] * (named === 0 ? 0 : 1))
            named = element;
    }
    if (head.declaresArticle)
        return true;
    return named > 0 && code < mostCode && prose[named] * 2 > prose[0];
}
//# sourceMappingURL=is-article.js.map