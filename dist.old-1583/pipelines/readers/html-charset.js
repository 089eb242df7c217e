const scannedBytes = 8 * 1024;
const latin1 = new TextDecoder('latin1');
/**
 * The charset that a page's `<meta>` names within its first 8 KiB, or null. The HTML standard looks at 1 KiB, yet pages
 * with scripts before it are common. UTF-16 is taken for UTF-8, as the standard has it: a page in UTF-16 could not be
 * read this far.
 * Source: https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
 */
export function declaredInHtml(bytes) {
    const head = latin1.decode(bytes.subarray(0, scannedBytes)).replace(/<!--.*?-->/gs, '');
    for (const [tag] of head.matchAll(/<meta[\s/][^<>]*>/gi)) {
        const found = /charset\s*=\s*["']?\s*([\w.:+-]{1,40})/i.exec(tag);
        if (found?.[1] !== undefined)
            return found[1].toLowerCase().replace(/^utf-16(le|be)?$/, 'utf-8');
    }
    return null;
}
//# sourceMappingURL=html-charset.js.map