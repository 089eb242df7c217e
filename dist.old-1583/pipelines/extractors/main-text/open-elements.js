import { breaksOutOfSvg } from '../html-elements.js';
import { hint } from './name-hints.js';
import { deepest, openStack } from './open-stack.js';
import { endsParagraph, isBlockTag, isHiddenTag, isVoidTag, siblingsEndedBy, tag, tagNames } from './page-tags.js';
/**
 * Keeps the open elements of a page and tells a recorder of them. Elements end as in browsers: by name, where no table
 * cell is in between; paragraphs, items, rows and cells where another begins. Misplaced content of tables is not moved.
 */
export function openElements(recorder) {
    const stack = openStack(tagNames.length);
    /** Whether text is in a link to another page. */
    let linked = false;
    function pop() {
        recorder.close(stack.pop());
        if (linked && !stack.isOpen(tag.a))
            linked = false;
    }
    function popTo(place) {
        while (stack.depth() > place)
            pop();
    }
    function endInline(place) {
        for (let above = place + 1; above < stack.depth(); above++) {
            if (isBlockTag[stack.tagAt(above)] !== 1)
                continue;
            recorder.close(stack.remove(place));
            if (!stack.isOpen(tag.a))
                linked = false;
            return;
        }
        popTo(place);
    }
    function endBefore(number) {
        if (endsParagraph[number] === 1 && stack.isOpen(tag.p)) {
            const place = stack.find(tag.p, false);
            if (place >= 0)
                popTo(place);
        }
        // A link cannot hold another one.
        if (number === tag.a && stack.isOpen(tag.a))
            endInline(stack.find(tag.a, true));
        const siblings = siblingsEndedBy(number);
        if (siblings === undefined || !siblings.ends.some(stack.isOpen))
            return;
        for (let place = stack.depth() - 1; place >= 0; place--) {
            const open = stack.tagAt(place);
            if (siblings.ends.includes(open))
                popTo(place);
            else if (!siblings.within.includes(open) && open !== tag.table)
                continue;
            return;
        }
    }
    const inSvg = () => {
        const open = stack.depth() === 0 ? 0 : stack.tagAt(stack.depth() - 1);
        return open === tag.svg || open === tag.math;
    };
    // What stands outside of all elements is in this one.
    stack.push(recorder.open(tag.html, 0, -1), 0);
    return {
        inSvg,
        open: (name, number, attributes) => {
            if (inSvg() && breaksOutOfSvg.has(name))
                while (inSvg())
                    pop();
            if (!stack.isOpen(tag.svg) && !stack.isOpen(tag.math))
                endBefore(number);
            const isVoid = isVoidTag[number] === 1;
            if (stack.depth() >= deepest && !isVoid)
                return;
            const hidden = isHiddenTag[number] === 1 ? hint.invisible : 0;
            const element = recorder.open(number, attributes.hints() | hidden, stack.top());
            const shown = attributes.shown();
            if (shown !== undefined)
                recorder.keepAttributes(element, shown);
            if (number === tag.a)
                linked = attributes.get('href')?.startsWith('#') === false;
            if (isVoid)
                recorder.close(element);
            else
                stack.push(element, number);
        },
        close: (number) => {
            if (!stack.isOpen(number))
                return;
            const block = isBlockTag[number] === 1;
            const place = stack.find(number, !block || number === tag.table);
            if (place <= 0)
                return;
            if (block || isHiddenTag[number] === 1)
                popTo(place);
            else
                endInline(place);
        },
        text: (start, end) => recorder.text(stack.top(), start, end, linked),
        entity: (codePoint) => recorder.entity(stack.top(), codePoint, linked),
        closeAll: () => popTo(0),
    };
}
//# sourceMappingURL=open-elements.js.map