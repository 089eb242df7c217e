import { escapeMarkup } from '../markup.js';
/** Colours of the page, which it sets for light and dark. */
export const colour = {
    kept: 'var(--kept)',
    dropped: 'var(--dropped)',
    merged: 'var(--merged)',
    quarantined: 'var(--quarantined)',
    plain: 'var(--plain)',
    fail: 'var(--fail)',
    ink: 'var(--ink)',
    soft: 'var(--soft)',
    line: 'var(--line)',
    card: 'var(--card)',
};
/** A scale that begins and ends with these values. */
export function scaleOf(from, to) {
    return { domain: [from, to], nice: false, zero: false };
}
const font = 'ui-sans-serif, system-ui, sans-serif';
const config = {
    font,
    background: 'transparent',
    view: { stroke: null },
    text: { fill: colour.ink, fontSize: 12, aria: false },
    rule: { aria: false },
    axis: {
        labelOverlap: false,
        labelBound: false,
        labelFlush: false,
        labelColor: colour.soft,
        labelFontSize: 12,
        titleColor: colour.soft,
        titleFontSize: 12,
        titleFontWeight: 'normal',
        domainColor: colour.line,
        tickColor: colour.line,
        gridColor: colour.line,
    },
};
/**
 * A chart as inline SVG without styles, scripts and ids, about 20 ms; the first one also loads Vega, 250 ms. A mark's
 * `description` becomes its tooltip. Equal charts give equal text on every machine, whatever fonts it has: nothing depends on how wide a text is.
 */
export async function renderChart(title, spec) {
    const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
    const view = new vega.View(vega.parse(compile({ ...spec, config }).spec), { renderer: 'none' });
    const picture = await view.toSVG();
    view.finalize();
    return inlined(title, picture);
}
/** What a page needs of Vega's SVG: the names of marks as tooltips, no foreign namespaces, no noise for screen readers. */
function inlined(title, picture) {
    const name = escapeMarkup(title);
    return picture
        .replace(/<(path|line|rect) aria-label="([^"]*)"([^>]*?)\/>/g, '<$1$3><title>$2</title></$1>')
        .replace(/<path class="(?:background|foreground)"[^>]*\/>/g, '')
        .replace(/ (?:class|role|aria-[a-z]+|pointer-events|xmlns:xlink|version)="[^"]*"/g, '')
        .replace(/^<svg ([^>]*)>/, `<svg $1 role="img" aria-label="${name}"><title>${name}</title>`);
}
//# sourceMappingURL=chart.js.map