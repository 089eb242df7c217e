import { decodeBase64 } from './base64.js';
const head = /^data:[^,]{0,1000},/i;
/** Whether an address is a `data:` URL, which holds its content itself. */
export function isDataUrl(address) {
    return /^data:/i.test(address);
}
/** The content of a `data:` URL; undefined where it is not well written. Source: RFC 2397 */
export function decodeDataUrl(address) {
    const [found] = head.exec(address) ?? [];
    if (found === undefined)
        return undefined;
    const content = percentDecoded(address.slice(found.length));
    if (content === undefined)
        return undefined;
    return /;\s*base64\s*,$/i.test(found) ? decodeBase64(content) : new TextEncoder().encode(content);
}
function percentDecoded(text) {
    try {
        return text.includes('%') ? decodeURIComponent(text) : text;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=data-url.js.map