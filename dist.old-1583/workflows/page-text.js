const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Text made safe within HTML and SVG, and on one line. */
export function escaped(text) {
    return text
        .replace(/[\r\n\t\u2028\u2029]/g, ' ')
        .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
/**
 * A page for the Temporal UI. Its renderer passes a `<div>` that a blank line follows as it is; a line feed elsewhere
 * would show as an empty line. Each part is HTML, already escaped; an empty one is left out.
 */
export function htmlPage(parts) {
    return parts
        .filter((part) => part !== '')
        .map((part) => `<div>${part}</div>\n`)
        .join('\n');
}
/** A whole number with commas, `1,234,567`. */
export function countText(count) {
    return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** A part of a whole in percent, `74.5 %`, `<0.1 %` for little more than nothing; empty of nothing. */
export function percentText(part, whole) {
    if (whole === 0)
        return '';
    const percent = (100 * part) / whole;
    return part > 0 && percent < 0.1 ? '<0.1 %' : `${Number(percent.toFixed(1))} %`;
}
/** Bytes in a binary unit, `19.2 MiB`. */
export function sizeText(bytes) {
    const [unit, size] = bytes < 2 ** 20 ? ['KiB', 2 ** 10] : bytes < 2 ** 30 ? ['MiB', 2 ** 20] : ['GiB', 2 ** 30];
    return `${(bytes / Number(size)).toFixed(1)} ${unit}`;
}
/** A time in at most two units: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(ms) {
    const seconds = Math.max(0, ms) / 1000;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return pairText(Math.floor(whole / 60), 'min', whole % 60, 's');
    const minutes = Math.round(whole / 60);
    return pairText(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}
function pairText(large, unit, small, smallUnit) {
    return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}
//# sourceMappingURL=page-text.js.map