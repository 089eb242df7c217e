import { escapeMarkup } from './markup.js';
/** Text is drawn at three quarters of 16: the Temporal UI's style sheet sets every element to 16 and wins over attributes. */
const font = 'font-family="ui-sans-serif, system-ui, sans-serif" font-size="16"';
const textScale = '.75';
/** Two spaces would become one. */
const wideSpace = '\u2002';
/** The colour of text and axes: that of the page around the picture. Shapes have it unless they name another. */
export const ink = 'fill="currentColor"';
/** A picture of its own, sized in CSS pixels; without styles and scripts, which pages of others forbid. */
export function svg(title, width, height, content) {
    const name = escapeMarkup(title);
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${ink} role="img" aria-label="${name}" ${font}><title>${name}</title>${content.join('')}</svg>`;
}
/** A line of text of 12 pixels whose baseline is at `y`. `content` is escaped, `attributes` are not. */
export function text(x, y, content, attributes) {
    const more = attributes === '' ? '' : ` ${attributes}`;
    return `<text transform="translate(${px(x)} ${px(y)})scale(${textScale})"${more}>${escapeMarkup(content.replaceAll('  ', wideSpace))}</text>`;
}
/** Coordinates to a tenth of a pixel: what the eye sees, and short. */
export function px(length) {
    return String(Math.round(length * 10) / 10);
}
//# sourceMappingURL=svg.js.map