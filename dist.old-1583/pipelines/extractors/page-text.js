import { writeMainText } from './main-text/main-text.js';
import { recordPage } from './main-text/record-page.js';
import { readableHtml } from './readability.js';
import { openTextSink } from './text-sink.js';
import { walkHtml } from './walk-html.js';
/** What finds the text of a page, by name. */
export const extractors = ['main', 'readability', 'all'];
/** The whole text that a page shows, navigation included. Linear. */
export function allText(html, style) {
    const sink = openTextSink(style);
    walkHtml(html, sink);
    return sink.result();
}
/**
 * A page's text by an extractor. Where `main` or `readability` finds nothing all of the page is its text, so a text is
 * '' only where the page shows none. Linear in the page's length, but for `readability`, which has limits of its own.
 */
export function pageText(html, extractor, style, options, wantsHead) {
    if (extractor === 'main') {
        const { head, outline } = recordPage(html);
        const sink = openTextSink(style);
        if (outline !== undefined && writeMainText(outline, sink, options)) {
            const text = sink.result();
            if (text !== '')
                return { text, extractor, head };
        }
        return { text: allText(html, style), extractor: 'all', head };
    }
    const head = wantsHead ? recordPage(html).head : undefined;
    const readable = extractor === 'readability' ? readableHtml(html) : undefined;
    const text = readable === undefined ? '' : allText(readable, style);
    if (text !== '')
        return { text, extractor, head };
    return { text: allText(html, style), extractor: 'all', head };
}
//# sourceMappingURL=page-text.js.map