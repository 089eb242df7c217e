import { Tokenizer } from 'htmlparser2';
import { breaksOutOfSvg, htmlElement } from './html-elements.js';
const noAttributes = new Map();
/**
 * Reads a page in one pass and tells a sink what it shows: text with entities decoded, and the elements around it.
 * Hidden elements are left out with all that is in them. No tree is built and nothing recurses, so time and memory are
 * linear in the page's length at any nesting. End tags are matched by name, as browsers do, without the moves of
 * misplaced table content.
 */
export function walkHtml(html, sink) {
    const walker = openWalker(html, sink);
    const tokenizer = new Tokenizer({ decodeEntities: true }, walker.callbacks);
    tokenizer.write(html);
    tokenizer.end();
    walker.closeAll();
}
function openWalker(html, sink) {
    const elements = openElements(sink);
    let name = '';
    let element = {};
    let attributes;
    let attribute = '';
    let value;
    function startElement() {
        if (elements.inSvg() && breaksOutOfSvg.has(name))
            elements.leaveSvg();
        elements.open(name, element, attributes ?? noAttributes);
        attributes = undefined;
    }
    const callbacks = {
        ontext: (start, end) => elements.text(html.slice(start, end)),
        ontextentity: (codePoint) => elements.text(String.fromCodePoint(codePoint)),
        oncdata: (start, end) => elements.inSvg() && elements.text(html.slice(start, end)),
        onopentagname: (start, end) => {
            name = html.slice(start, end).toLowerCase();
            element = htmlElement(name, elements.inSvg());
            attributes = element.attributes === undefined ? undefined : new Map();
        },
        onattribname: (start, end) => {
            if (attributes === undefined)
                return;
            attribute = html.slice(start, end).toLowerCase();
            value = element.attributes?.includes(attribute) && !attributes.has(attribute) ? '' : undefined;
        },
        onattribdata: (start, end) => {
            if (value !== undefined)
                value += html.slice(start, end);
        },
        onattribentity: (codePoint) => {
            if (value !== undefined)
                value += String.fromCodePoint(codePoint);
        },
        onattribend: () => {
            if (value !== undefined)
                attributes?.set(attribute, value);
            value = undefined;
        },
        onopentagend: () => startElement(),
        onselfclosingtag: () => {
            const closes = elements.inSvg() || name === 'svg' || name === 'math';
            startElement();
            if (closes)
                elements.close(name);
        },
        onclosetag: (start, end) => elements.close(html.slice(start, end).toLowerCase()),
        isInForeignContext: () => elements.inSvg(),
        oncomment: ignore,
        ondeclaration: ignore,
        onprocessinginstruction: ignore,
        onend: ignore,
    };
    return { callbacks, closeAll: elements.closeAll };
}
function ignore() {
    // Comments, doctypes and processing instructions show nothing.
}
/** The open elements whose end matters, and whether what comes now is shown. */
function openElements(sink) {
    let innermost;
    /** Those of each name, the innermost last. */
    const named = new Map();
    /** How many of each name are open whose end is only a break. */
    const unscoped = new Map();
    /** The same of those in the innermost svg or math. */
    const unscopedInSvg = new Map();
    let hidden = 0;
    const isOpen = (name) => (named.get(name)?.length ?? 0) > 0;
    function push(name, element) {
        const open = { name, element, inner: undefined, outer: innermost };
        if (innermost !== undefined)
            innermost.inner = open;
        innermost = open;
        const same = named.get(name);
        if (same === undefined)
            named.set(name, [open]);
        else
            same.push(open);
    }
    /** Takes the innermost element of a name out. */
    function remove(name) {
        const open = named.get(name)?.pop();
        if (open === undefined)
            return undefined;
        if (open.inner === undefined)
            innermost = open.outer;
        else
            open.inner.outer = open.outer;
        if (open.outer !== undefined)
            open.outer.inner = open.inner;
        return open;
    }
    function pop() {
        const top = innermost === undefined ? undefined : remove(innermost.name);
        if (top === undefined)
            return;
        unscopedInSvg.clear();
        if (top.element.hidden)
            hidden--;
        else if (hidden === 0)
            sink.close(top.name, top.element);
    }
    function endInline(name) {
        const open = remove(name);
        if (hidden === 0 && open !== undefined)
            sink.close(name, open.element);
    }
    const inSvg = () => {
        const top = innermost?.name;
        return top === 'svg' || top === 'math';
    };
    function count(name, change) {
        const counts = inSvg() ? unscopedInSvg : unscoped;
        counts.set(name, Math.max(0, (counts.get(name) ?? 0) + change));
    }
    const leaveSvg = () => {
        while (inSvg())
            pop();
    };
    /** An end tag of what is around an svg ends the svg, which would else hide the rest of a page. */
    function endsSvg(name) {
        if (name === 'svg' || name === 'math')
            return false;
        if (isOpen(name) || name === 'p' || name === 'br')
            return true;
        return (unscopedInSvg.get(name) ?? 0) === 0 && (unscoped.get(name) ?? 0) > 0;
    }
    return {
        inSvg,
        text: (text) => {
            if (hidden === 0)
                sink.text(text);
        },
        leaveSvg,
        open: (name, element, attributes) => {
            // A link cannot hold another one.
            if (name === 'a' && isOpen('a'))
                endInline('a');
            if (element.hidden)
                hidden++;
            else if (hidden === 0)
                sink.open(name, element, attributes);
            if (element.scope !== undefined)
                push(name, element);
            else if (element.empty !== true)
                count(name, 1);
        },
        close: (name) => {
            if (inSvg() && endsSvg(name))
                leaveSvg();
            if (isOpen(name)) {
                if (innermost?.name !== name && htmlElement(name, false).scope === 'inline')
                    endInline(name);
                else {
                    while (innermost?.name !== name)
                        pop();
                    pop();
                }
                return;
            }
            const element = htmlElement(name, false);
            if (element.scope === undefined && element.empty !== true)
                count(name, -1);
            if (hidden > 0 || element.scope !== undefined)
                return;
            if (name === 'br')
                sink.open(name, element, noAttributes);
            else if (!element.empty)
                sink.close(name, element);
        },
        closeAll: () => {
            while (innermost !== undefined)
                pop();
        },
    };
}
//# sourceMappingURL=walk-html.js.map