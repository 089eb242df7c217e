import { isHeadingTag, tag } from './page-tags.js';
export function measurePage(outline) {
    const { elements, parent, ownText, ownLinked, ownMarks } = outline;
    const text = ownText.slice(0, elements);
    const linked = ownLinked.slice(0, elements);
    const marks = ownMarks.slice(0, elements);
    const prose = new Int32Array(elements);
    const ownProse = new Int32Array(elements);
    const links = new Int32Array(elements);
    const last = new Int32Array(elements);
    for (let element = elements - 1; element >= 0; element--) {
        const own = proseOf(outline, element);
        ownProse[element] = own;
        prose[element] = prose[element] + own;
        if (outline.tag[element] === tag.a)
            links[element] = links[element] + 1;
        last[element] = Math.max(last[element], element);
        const outer = parent[element];
        if (outer < 0)
            continue;
        add(text, outer, element);
        add(linked, outer, element);
        add(marks, outer, element);
        add(prose, outer, element);
        add(links, outer, element);
        last[outer] = Math.max(last[outer], last[element]);
    }
    return { text, linked, prose, ownProse, marks, links, last };
}
function add(sums, outer, element) {
    sums[outer] = sums[outer] + sums[element];
}
const shortestParagraph = 60;
const shortestSentence = 25;
/** Weight of an element's own text where it reads as a paragraph; 0 where it does not. */
function proseOf({ ownText, ownLinked, ownMarks, tag: tags }, element) {
    const text = ownText[element];
    if (text < shortestSentence)
        return 0;
    const linked = ownLinked[element];
    const number = tags[element];
    if (linked * 2 > text || isHeadingTag[number] === 1)
        return 0;
    const marks = ownMarks[element];
    if (marks === 0 && text < shortestParagraph && number !== tag.p && number !== tag.pre)
        return 0;
    return text - linked;
}
//# sourceMappingURL=measure-page.js.map