import { Tokenizer } from 'htmlparser2';
import { openAttributes } from './element-attributes.js';
import { openElements } from './open-elements.js';
import { openOutlineRecorder } from './outline-recorder.js';
import { openPageHead } from './page-head.js';
import { tag, tagNumber } from './page-tags.js';
/** More elements than any page for people has. */
const mostElements = 200_000;
/** Elements in which the tokenizer sees no tags, and which are never shown. */
const rawText = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noembed', 'noframes']);
/**
 * Reads a page in one pass into flat arrays. Scripts, styles and other raw text leave no trace; elements deeper than 512
 * belong to the one at that depth. Linear in the page's length.
 */
export function recordPage(html) {
    const recorder = openRecorder(html);
    const tokenizer = new Tokenizer({ decodeEntities: true }, recorder.callbacks);
    tokenizer.write(html);
    tokenizer.end();
    return recorder.result();
}
function openRecorder(html) {
    const outline = openOutlineRecorder(html);
    const elements = openElements(outline);
    const attributes = openAttributes(html);
    const head = openPageHead();
    let name = '';
    let number = 0;
    let raw = '';
    let linkedData = false;
    const isFull = () => outline.elements() > mostElements;
    function startElement(selfClosed) {
        const inSvg = elements.inSvg();
        if (number === 0 || number === tag.html || number === tag.head) {
            if (number === tag.html)
                head.setLanguage(attributes.get('lang') ?? '');
            else if (name === 'meta')
                head.addMeta(attributes);
            else if (!inSvg && rawText.has(name)) {
                raw = name;
                linkedData = name === 'script' && attributes.get('type')?.toLowerCase() === 'application/ld+json';
            }
            return;
        }
        if (isFull())
            return;
        elements.open(name, number, attributes);
        if (selfClosed && (inSvg || number === tag.svg || number === tag.math))
            elements.close(number);
    }
    const callbacks = {
        ontext: (start, end) => {
            if (raw === '') {
                if (!isFull())
                    elements.text(start, end);
            }
            else if (raw === 'title')
                head.addTitle(html.slice(start, end));
            else if (linkedData)
                head.addScript(html.slice(start, end));
        },
        ontextentity: (codePoint) => {
            if (raw === '') {
                if (!isFull())
                    elements.entity(codePoint);
            }
            else if (raw === 'title')
                head.addTitle(String.fromCodePoint(codePoint));
        },
        onopentagname: (start, end) => {
            name = lowerCase(html, start, end);
            number = tagNumber(name);
            attributes.begin(number, name);
        },
        onattribname: attributes.name,
        onattribdata: attributes.value,
        onattribentity: attributes.entity,
        onattribend: attributes.end,
        onopentagend: () => startElement(false),
        onselfclosingtag: () => startElement(true),
        onclosetag: (start, end) => {
            const closing = lowerCase(html, start, end);
            if (raw === '') {
                const closed = tagNumber(closing);
                if (closed !== 0)
                    elements.close(closed);
                return;
            }
            if (closing !== raw)
                return;
            if (raw === 'title')
                head.endTitle();
            raw = '';
        },
        isInForeignContext: elements.inSvg,
        oncdata: ignore,
        oncomment: ignore,
        ondeclaration: ignore,
        onprocessinginstruction: ignore,
        onend: ignore,
    };
    return {
        callbacks,
        result: () => {
            elements.closeAll();
            const found = head.result();
            return { head: found, outline: isFull() ? undefined : { ...outline.outline(), head: found } };
        },
    };
}
function ignore() {
    // Comments, doctypes and processing instructions show nothing.
}
/** Most names are written in lower case, for which no second string is made. */
function lowerCase(html, start, end) {
    const name = html.slice(start, end);
    for (let i = start; i < end; i++) {
        const unit = html.charCodeAt(i);
        if (unit < 0x61 || unit > 0x7a)
            return name.toLowerCase();
    }
    return name;
}
//# sourceMappingURL=record-page.js.map