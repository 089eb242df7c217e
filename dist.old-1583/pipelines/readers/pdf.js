import { z } from 'zod';
import { isProblem } from '../reader.js';
import { folderLabel, labelOf } from './file-options.js';
import { linesOf, withoutRunningLines } from './pdf-lines.js';
import { paragraphsOf } from './pdf-paragraphs.js';
import { wholeFile } from './whole-file.js';
const metadataNames = ['title', 'author', 'subject', 'keywords', 'pages'];
const options = z.strictObject({
    label: folderLabel,
    metadata: z
        .array(z.enum(metadataNames))
        .default(['title'])
        .describe('What the file says of itself, to keep as metadata; `pages` is their number.'),
    pages: z.int().min(1).max(100_000).default(2000).describe('Most pages of a file; one with more is `too-many-pages`.'),
});
/** PDF files: one file, one document. Their text by pdf.js, without a password; scanned pages have none. */
export const pdf = {
    format: 'pdf',
    summary: 'PDF files, one document each: their text in paragraphs, without running titles and page numbers.',
    options,
    splitsAtLines: () => false,
    frames: wholeFile,
    parse: parsePdf,
};
/** Runs of text, of which a page of print has hundreds. */
const mostRuns = 2_000_000;
async function parsePdf(bytes, input, options, limits) {
    const { getDocumentProxy } = await loaded();
    let document;
    try {
        // Of its own, since pdf.js takes the buffer away.
        const opened = await getDocumentProxy(new Uint8Array(bytes), { ...settings });
        document = opened;
        const pages = opened.numPages;
        if (pages > options.pages)
            return { problem: 'too-many-pages', value: pages, limit: options.pages };
        const lines = await linesOfPages(opened, pages);
        if (isProblem(lines))
            return lines;
        const text = paragraphsOf(withoutRunningLines(lines)).toWellFormed();
        if (text === '')
            return { problem: 'no-text', value: pages };
        const length = Buffer.byteLength(text);
        if (length > limits.recordBytes)
            return { problem: 'record-too-large', value: length, limit: limits.recordBytes };
        const metadata = await metadataOf(opened, options.metadata);
        return { id: null, text, format: 'text', label: labelOf(options, input), metadata };
    }
    catch (error) {
        const isLocked = error instanceof Error && error.name === 'PasswordException';
        return { problem: isLocked ? 'pdf-encrypted' : 'pdf-damaged' };
    }
    finally {
        await document?.loadingTask.destroy();
    }
}
let library;
/** It takes a while to load, which a recipe of other sources need not wait for. */
function loaded() {
    library ??= load();
    return library;
}
async function load() {
    const unpdf = await import('unpdf');
    // Of damaged files pdf.js drops promises that fail, which would end the thread. The file's own fate is told all the same.
    process.on('unhandledRejection', (reason) => {
        if (!(reason instanceof Error && /[/\\]unpdf[/\\]/.test(reason.stack ?? '')))
            throw reason;
    });
    return unpdf;
}
/** No code of a file is run, no font of this machine is looked at, nothing is printed. */
const settings = {
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    verbosity: 0,
};
async function linesOfPages(document, pages) {
    const lines = [];
    let count = 0;
    for (let number = 1; number <= pages; number++) {
        const page = await document.getPage(number);
        const runs = [];
        // In parts, so that a page that never ends is left.
        for await (const part of page.streamTextContent()) {
            const { items } = part;
            for (const item of items)
                if ('str' in item)
                    runs.push(item);
            count += items.length;
            if (count > mostRuns)
                return { problem: 'too-much-text', value: count, limit: mostRuns };
        }
        lines.push(linesOf(runs));
        page.cleanup();
    }
    return lines;
}
async function metadataOf(document, names) {
    if (names.length === 0)
        return {};
    const info = (await document.getMetadata()).info;
    const found = names.flatMap((name) => {
        const value = name === 'pages' ? String(document.numPages) : info[`${name.charAt(0).toUpperCase()}${name.slice(1)}`];
        const text = typeof value === 'string' ? value.trim().toWellFormed() : '';
        return text === '' ? [] : [[name, text]];
    });
    return Object.fromEntries(found);
}
//# sourceMappingURL=pdf.js.map