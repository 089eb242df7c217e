import { printable } from './printable.js';
const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Text made safe as content and as a quoted attribute of HTML and SVG, on one line. */
export function escapeMarkup(text) {
    return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
//# sourceMappingURL=markup.js.map