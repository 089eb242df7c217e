import { walkHtml } from '../extractors/walk-html.js';
/** Where the text of an image comes from. */
export const captionSources = ['alt', 'figcaption', 'nearby'];
const maxText = 1000;
/**
 * The images that a page shows, in order. `nearby` is the text block after the image where no other image comes between,
 * else the one before it. Texts have their white space folded and end after 1,000 code units. Linear in the page's length.
 */
export function pageImages(page, captions) {
    const reading = openReading();
    walkHtml(page, reading.sink);
    return reading.end().map((found) => {
        const texts = {
            alt: found.alt,
            figcaption: found.figure === undefined ? null : folded(found.figure.caption),
            nearby: found.after ?? found.before,
        };
        const caption = captions.map((source) => texts[source]).find((text) => text !== null) ?? null;
        return { src: found.src, alt: found.alt, caption };
    });
}
function openReading() {
    const images = [];
    const figures = [];
    let waiting;
    let before = null;
    let block = '';
    let inCaption = false;
    function endBlock() {
        const text = folded(block);
        block = '';
        if (text === null)
            return;
        if (waiting !== undefined)
            waiting.after = text;
        waiting = undefined;
        before = text;
    }
    function addImage(attributes) {
        endBlock();
        const src = attributes.get('src')?.trim() || null;
        waiting = { src, alt: folded(attributes.get('alt') ?? ''), figure: figures.at(-1), before, after: null };
        before = null;
        images.push(waiting);
    }
    return {
        sink: {
            text(text) {
                if (block.length < maxText)
                    block += text.slice(0, maxText);
                const figure = figures.at(-1);
                if (inCaption && figure !== undefined && figure.caption.length < maxText)
                    figure.caption += text.slice(0, maxText);
            },
            open(name, element, attributes) {
                if (element.breaks !== undefined)
                    endBlock();
                if (name === 'br' && block.length < maxText)
                    block += ' ';
                if (name === 'img')
                    addImage(attributes);
                else if (name === 'figure')
                    figures.push({ caption: '' });
                else if (name === 'figcaption')
                    inCaption = true;
            },
            close(name, element) {
                if (element.breaks !== undefined)
                    endBlock();
                if (name === 'figcaption' || name === 'figure')
                    inCaption = false;
                if (name === 'figure')
                    figures.pop();
            },
        },
        end() {
            endBlock();
            return images;
        },
    };
}
/** Text with its white space folded, at most 1,000 code units; null where there is none. */
function folded(text) {
    const plain = text.replace(/\s+/g, ' ').trim();
    return plain === '' ? null : plain.slice(0, maxText).toWellFormed();
}
//# sourceMappingURL=page-images.js.map