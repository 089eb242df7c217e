import { htmlElement } from '../html-elements.js';
/** Elements whose kind matters when the main text is looked for. Their order is that of {@link tag}. */
const names = [
    '',
    'html',
    'head',
    'body',
    'main',
    'article',
    'section',
    'div',
    'p',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'ul',
    'ol',
    'menu',
    'li',
    'dl',
    'dt',
    'dd',
    'table',
    'caption',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'td',
    'th',
    'blockquote',
    'pre',
    'figure',
    'figcaption',
    'header',
    'footer',
    'nav',
    'aside',
    'form',
    'button',
    'label',
    'fieldset',
    'a',
    'br',
    'hr',
    'img',
    'input',
    'address',
    'details',
    'summary',
    'dialog',
    'object',
    'option',
    'optgroup',
    'span',
    'center',
    'listing',
    'xmp',
    'dir',
    'hgroup',
    'search',
    'legend',
    'b',
    'strong',
    'i',
    'em',
    'code',
    'kbd',
    'samp',
    'tt',
    'time',
    'small',
    'svg',
    'math',
    'noscript',
    'select',
    'template',
    'audio',
    'video',
    'canvas',
    'applet',
    'datalist',
    'rp',
    'annotation',
    'annotation-xml',
];
/** Number of each element's name; 0 stands for all others. */
export const tag = Object.fromEntries(names.map((name, number) => [name, number]));
export const tagNames = names;
const numbers = new Map(names.map((name, number) => [name, number]));
/** Number of a lower-case name; 0 for one that does not matter. */
export function tagNumber(name) {
    return numbers.get(name) ?? 0;
}
function flags(names) {
    const set = new Uint8Array(tagNames.length);
    for (const name of names.split(' '))
        set[tagNumber(name)] = 1;
    return set;
}
/** Elements that break lines. */
export const isBlockTag = Uint8Array.from(tagNames, (name) => name !== '' && htmlElement(name, false).breaks !== undefined ? 1 : 0);
/** Start tags that end an open paragraph. Source: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody */
export const endsParagraph = flags('main article section div p h1 h2 h3 h4 h5 h6 ul ol menu dl table blockquote pre figure figcaption header footer nav ' +
    'aside form fieldset hr address details summary dialog center listing xmp dir hgroup search li dd dt');
/** Elements that an end tag of another one inside them cannot reach beyond. */
export const isBarrier = flags('table td th caption object button');
/** Elements whose content is not shown, or stands in for something that is. */
export const isHiddenTag = Uint8Array.from(tagNames, (name) => (htmlElement(name, false).hidden ? 1 : 0));
export const isVoidTag = flags('br hr img input');
export const isHeadingTag = flags('h1 h2 h3 h4 h5 h6');
export const isListTag = flags('ul ol menu dl dir');
const siblings = new Map();
const lists = [tag.ul, tag.ol, tag.menu, tag.dir];
const sections = [tag.thead, tag.tbody, tag.tfoot];
siblings.set(tag.li, { ends: [tag.li], within: lists });
for (const term of [tag.dt, tag.dd])
    siblings.set(term, { ends: [tag.dt, tag.dd], within: [tag.dl] });
for (const cell of [tag.td, tag.th])
    siblings.set(cell, { ends: [tag.td, tag.th], within: [tag.tr, tag.table] });
siblings.set(tag.tr, { ends: [tag.tr], within: [tag.table] });
for (const section of sections)
    siblings.set(section, { ends: sections, within: [tag.table] });
siblings.set(tag.option, { ends: [tag.option], within: [tag.select] });
/** Undefined for tags that end nothing of their kind. */
export function siblingsEndedBy(number) {
    return siblings.get(number);
}
//# sourceMappingURL=page-tags.js.map