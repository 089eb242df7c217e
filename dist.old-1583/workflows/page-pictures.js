import { countText, escaped, percentText } from './page-text.js';
/** What the UI's column takes at a usual width of the window, in pixels. */
export const pictureWidth = 500;
/** Colours that read on light and dark grounds: those of all of Millrace's pictures. */
export const colours = {
    kept: '#2a9d75',
    dropped: '#e08a2e',
    merged: '#6b83db',
    quarantined: '#d2505a',
    plain: '#5f8fb4',
};
/** A picture by attributes alone, since the UI drops styles. Text is scaled, since the UI sets all of it to 16 pixels. */
export function picture(title, height, content) {
    return `<div><svg viewBox='0 0 ${pictureWidth} ${height}' width='${pictureWidth}' height='${height}' fill='currentColor' role='img' aria-label='${escaped(title)}' font-family='ui-sans-serif, system-ui, sans-serif' font-size='16'>${content.join('')}</svg></div>`;
}
/** A line of text of 12 pixels whose baseline is at `y`. `attributes` are not escaped. */
export function label(x, y, content, attributes = '') {
    return `<text transform='translate(${pixels(x)} ${y})scale(.75)' ${attributes}>${escaped(content)}</text>`;
}
export function box(x, y, width, height, colour, more = '') {
    return `<rect x='${pixels(x)}' y='${y}' width='${pixels(width)}' height='${height}' fill='${colour}' ${more}/>`;
}
/** Letters that fit into the room beside each name. */
const nameRoom = 8;
/** One bar cut into parts, with their counts and shares below. */
export function partsBar(title, parts) {
    const whole = parts.reduce((sum, { count }) => sum + count, 0);
    const letters = parts.reduce((sum, { name }) => sum + name.length + nameRoom, 0);
    const places = parts.map((_, index) => parts.slice(0, index).reduce((x, { name }) => x + (pictureWidth * (name.length + nameRoom)) / letters, 0));
    let left = 0;
    const pieces = parts.map(({ count, colour }) => {
        const width = whole === 0 ? 0 : (pictureWidth * count) / whole;
        const piece = box(left, 4, width, 26, colour);
        left += width;
        return piece;
    });
    const names = parts.map(({ name, count, colour }, index) => {
        const x = places[index] ?? 0;
        return [
            box(x, 45, 10, 10, colour, "rx='2'"),
            label(x + 16, 54, name, "font-weight='600'"),
            label(x + 16, 70, `${countText(count)}\u2002${percentText(count, whole)}`, "opacity='0.75'"),
        ].join('');
    });
    return picture(title, 76, [...pieces, ...names]);
}
function pixels(length) {
    return String(Math.round(length * 10) / 10);
}
//# sourceMappingURL=page-pictures.js.map