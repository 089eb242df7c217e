import { tag } from './page-tags.js';
import { commonHolder, holderKinds } from './text-holders.js';
export function measureRemaining(outline, { ownProse }, marked) {
    const { elements, parent, ownText, ownLinked, tag: tags } = outline;
    const prose = new Int32Array(elements);
    const plain = new Int32Array(elements);
    for (let element = elements - 1; element >= 0; element--) {
        if (marked[element] === 0) {
            const own = ownProse[element];
            prose[element] = prose[element] + (tags[element] === tag.li ? Math.floor(own / 3) : own);
            plain[element] = plain[element] + ownText[element] - ownLinked[element];
        }
        const outer = parent[element];
        if (outer < 0)
            continue;
        prose[outer] = prose[outer] + prose[element];
        plain[outer] = plain[outer] + plain[element];
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
const leastShare = { articleBody: 0.1, bodyName: 0.1, article: 0.15, main: 0.2 };
const leastHeld = 150;
/** The element of an article in which its text stands: one that the page names as such, and in it where most prose is. */
export function articleRoot(outline, measures, { prose }, named) {
    const total = prose[0];
    let root = 0;
    for (const kind of holderKinds) {
        const holder = commonHolder(outline, measures, named.get(kind) ?? [], prose);
        const own = prose[holder];
        if (holder === 0 || own < leastHeld || own < leastShare[kind] * total)
            continue;
        root = holder;
        break;
    }
    for (;;) {
        const inner = largestChild(outline, measures, root, prose);
        if (inner < 0 || prose[inner] < dominant * prose[root])
            return root;
        if (losesParagraph(outline, measures, prose, root, inner))
            return root;
        root = inner;
    }
}
// Less prose than this does not tell where a page that declares nothing has its text.
const leastProse = 500;
/** The least share of the text outside of links that is in an element named as a page's text. */
const leastPlain = { main: 0.25, article: 0.7 };
/** The element of any other page: its main, and in it what has nearly all of the text. */
export function pageRoot(outline, measures, remaining, named) {
    const { prose, plain } = remaining;
    const { text } = measures;
    let root = 0;
    for (const kind of ['main', 'article']) {
        const holder = commonHolder(outline, measures, named.get(kind) ?? [], plain);
        if (root === 0 && plain[holder] >= leastPlain[kind] * plain[0])
            root = holder;
    }
    const reading = isReading(outline, measures, prose);
    for (;;) {
        const inner = largestChild(outline, measures, root, plain);
        if (inner < 0 || prose[inner] < leastProse)
            return root;
        if (!reading && text[inner] * 2 < text[root])
            return root;
        if (reading &&
            prose[inner] >= 0.8 * prose[root] &&
            !losesHeading(outline, measures, root, inner)) {
            root = inner;
            continue;
        }
        if (prose[inner] < 0.9 * prose[root])
            return root;
        if (plain[inner] < 0.85 * plain[root])
            return root;
        if (losesContent(outline, measures, remaining, root, inner))
            return root;
        root = inner;
    }
}
/** Whether a page is one with much to read and much to go to, as pages of the press and of shops are. */
function isReading({ tag: tags, elements }, { text, linked }, prose) {
    let code = 0;
    for (let element = 0; element < elements; element++)
        if (tags[element] === tag.pre || tags[element] === tag.code)
            code++;
    return code < 3 && prose[0] >= 800 && linked[0] * 10 > text[0] * 3;
}
function losesHeading({ tag: tags }, { last, text }, root, inner) {
    for (let element = root + 1; element <= last[root]; element++) {
        if (element === inner)
            element = last[inner];
        else if (tags[element] === tag.h1 && text[element] > 0)
            return true;
    }
    return false;
}
function largestChild({ parent, tag: tags }, { last }, root, measure) {
    let best = -1;
    const end = last[root];
    for (let element = root + 1; element <= end; element = last[element] + 1) {
        if (parent[element] !== root || !containers.has(tags[element]))
            continue;
        if (best < 0 || measure[element] > measure[best])
            best = element;
    }
    return best;
}
const shortestParagraph = 80;
/** Whether a paragraph stands beside `inner`. */
function losesParagraph({ tag: tags, parent }, { last }, prose, root, inner) {
    for (let element = root + 1; element <= last[root]; element = last[element] + 1) {
        if (element === inner || parent[element] !== root)
            continue;
        if (tags[element] === tag.p && prose[element] >= shortestParagraph)
            return true;
    }
    return false;
}
/** Whether something of worth stands beside `inner`: a main heading, code, or prose without many links. */
function losesContent({ tag: tags, parent }, { last, text, linked }, { prose, plain }, root, inner) {
    for (let element = root + 1; element <= last[root]; element++) {
        if (element === inner) {
            element = last[inner];
            continue;
        }
        if (plain[element] === 0)
            continue;
        if (tags[element] === tag.h1 || tags[element] === tag.pre)
            return true;
        if (parent[element] !== root || prose[element] === 0)
            continue;
        if (linked[element] * 10 < text[element] * 3)
            return true;
    }
    return false;
}
//# sourceMappingURL=find-root.js.map