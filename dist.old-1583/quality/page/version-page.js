import { escapeMarkup } from '../markup.js';
import { page } from './blocks.js';
import { contentParts } from './content-section.js';
import { driftSection } from './drift-section.js';
import { fatesSection } from './fates-section.js';
import { gatesSection } from './gates-section.js';
import { nextSection } from './next-section.js';
import { filesSection, sourcesSection } from './origin-section.js';
import { trendSection } from './trend-section.js';
import { verdict, versionSummary } from './verdict.js';
/**
 * Bytes of a page as JSON: what Temporal servers hold the details of a workflow to unless they are told otherwise
 * (`limit.userMetadataDetailsSize`), and short enough for the URL into which the UI puts them.
 */
export const mostPageBytes = 20_000;
/**
 * A version as the Temporal UI shows it: one line for lists, and a page of Markdown with inline SVG that is read from
 * top to bottom. At most {@link mostPageBytes} as JSON; equal data give equal text.
 */
export function renderVersionPage(data) {
    const { manifest, latest } = data;
    const sections = [
        {
            spare: 0,
            html: `<h2>${escapeMarkup(`${manifest.dataset}@${manifest.version}`)}</h2><p>${verdict({ manifest, latest })}</p>`,
        },
        { spare: 1, html: gatesSection(manifest) },
        { spare: 2, html: fatesSection(manifest) },
        { spare: 4, html: trendSection(data.history) },
        { spare: 3, html: driftSection(manifest) },
        ...contentParts(data).map((html, index) => ({ spare: 7 + index, html })),
        { spare: 5, html: sourcesSection(manifest) },
        { spare: 6, html: filesSection(data) },
        { spare: 0, html: nextSection({ manifest, latest }) },
    ];
    return { summary: versionSummary(manifest), page: fitting(sections) };
}
const leftOut = 'Some parts are left out here, since this page must be short: the whole report has them.';
function fitting(sections) {
    let shown = sections;
    let text = joined(shown, []);
    while (jsonBytes(text) > mostPageBytes) {
        const most = Math.max(...shown.map(({ spare }) => spare));
        if (most === 0)
            break;
        shown = shown.filter(({ spare }) => spare !== most);
        text = joined(shown, [leftOut]);
    }
    return text;
}
function joined(sections, end) {
    return page([...sections.map(({ html }) => html), ...end]);
}
function jsonBytes(text) {
    return Buffer.byteLength(JSON.stringify(text));
}
//# sourceMappingURL=version-page.js.map