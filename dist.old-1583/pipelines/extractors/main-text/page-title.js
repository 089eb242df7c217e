import { elementText } from './element-text.js';
const shortestTitle = 8;
/** Whether a heading is the page's own title, or what stands beside the site's name in it. */
export function isPageTitle(outline, heading) {
    const title = outline.head.title.toLowerCase();
    if (title.length < shortestTitle)
        return false;
    const text = elementText(outline, heading, title.length + 1).toLowerCase();
    return text.length >= shortestTitle && (title.startsWith(text) || title.endsWith(text));
}
//# sourceMappingURL=page-title.js.map