import { hint, nameHints, roleHints } from './name-hints.js';
import { isBlockTag, isHeadingTag, tag } from './page-tags.js';
const shownBy = new Map([
    [tag.a, ['href']],
    [tag.img, ['alt', 'src']],
    [tag.ol, ['start']],
]);
const ofNumbered = new Map([...shownBy, [tag.html, ['lang']]]);
const ofUnnumbered = new Map([
    ['meta', ['name', 'property', 'http-equiv', 'content']],
    ['script', ['type']],
]);
const ofAll = ['class', 'id', 'role', 'itemprop', 'style', 'hidden', 'aria-hidden'];
/** First letters of those names by their lengths. */
const firstLetters = new Map();
for (const name of ofAll) {
    const letters = firstLetters.get(name.length) ?? new Set();
    firstLetters.set(name.length, letters.add(name.charCodeAt(0)));
}
const hiddenStyle = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const nothing = [];
function couldMatter(length, first) {
    return firstLetters.get(length)?.has(first) === true;
}
/** The id of a section or a heading is often its title, which says nothing of what the section is. */
function isSection(number, names) {
    return number === tag.section || isHeadingTag[number] === 1 || names?.includes('sect') === true;
}
export function openAttributes(html) {
    let own = nothing;
    let number = 0;
    /** Of the attribute that is being read: its place in `ofAll`, or its name where it is one of `own`. */
    let place = -1;
    let ownName;
    let value = '';
    let any = false;
    const common = new Array(ofAll.length).fill(undefined);
    const found = new Map();
    const knownNames = new Map();
    function hintsOf(names) {
        let hints = knownNames.get(names);
        if (hints === undefined) {
            hints = nameHints(names);
            knownNames.set(names, hints);
        }
        return hints;
    }
    return {
        begin: (tagNumber, name) => {
            number = tagNumber;
            own = number === 0 ? (ofUnnumbered.get(name) ?? nothing) : (ofNumbered.get(number) ?? nothing);
            if (any)
                common.fill(undefined);
            any = false;
            if (found.size > 0)
                found.clear();
        },
        name: (start, end) => {
            place = -1;
            ownName = undefined;
            if (own === nothing && !couldMatter(end - start, html.charCodeAt(start) | 0x20))
                return;
            const name = html.slice(start, end).toLowerCase();
            value = '';
            place = ofAll.indexOf(name);
            if (place < 0) {
                if (own.includes(name) && !found.has(name))
                    ownName = name;
            }
            else if (common[place] !== undefined)
                place = -1;
        },
        value: (start, end) => {
            if (place < 0 && ownName === undefined)
                return;
            value = value === '' ? html.slice(start, end) : value + html.slice(start, end);
        },
        entity: (codePoint) => {
            if (place >= 0 || ownName !== undefined)
                value += String.fromCodePoint(codePoint);
        },
        end: () => {
            if (ownName !== undefined)
                found.set(ownName, value);
            if (place < 0)
                return;
            common[place] = value;
            any = true;
        },
        hints: () => {
            if (!any)
                return 0;
            const [names, id, role, itemprop, style, hidden, ariaHidden] = common;
            let hints = names === undefined ? 0 : hintsOf(names);
            if (id !== undefined && isBlockTag[number] === 1 && !isSection(number, names))
                hints |= hintsOf(id);
            if (role !== undefined)
                hints |= roleHints(role);
            if (itemprop?.toLowerCase() === 'articlebody')
                hints |= hint.articleBody;
            if (hidden !== undefined || ariaHidden === 'true')
                hints |= hint.invisible;
            if (style !== undefined && hiddenStyle.test(style))
                hints |= hint.invisible;
            return hints;
        },
        get: (name) => found.get(name),
        shown: () => {
            if (found.size === 0)
                return undefined;
            const shown = shownBy.get(number);
            return shown === undefined ? undefined : new Map(found);
        },
    };
}
//# sourceMappingURL=element-attributes.js.map