import { shareText, shortCountText } from '../number-text.js';
import { trendLines } from '../trend-plot.js';
import { paragraph, picture, pictureWidth, section } from './blocks.js';
const heading = 'Over versions';
/** How the version stands among those before it. */
export function trendSection(history) {
    if (history.length < 2) {
        return section(heading, [
            paragraph('This is the first version; lines show how numbers develop from the second on.'),
        ]);
    }
    const trend = (label, value, say) => ({
        label,
        say,
        points: history.map((manifest) => ({
            version: manifest.version,
            value: value(manifest),
            passed: manifest.gatesPassed,
        })),
    });
    const share = (part) => (manifest) => manifest.records.in === 0 ? null : part(manifest.records) / manifest.records.in;
    const count = (value) => shortCountText(value, 3);
    const percent = (value) => shareText(value, 1);
    const trends = [
        trend('kept of those read', share(({ kept }) => kept), percent),
        trend('kept records', ({ records }) => records.kept, count),
        trend('duplicates of those read', share(({ merged }) => merged), percent),
        ...(history.some(({ tokens }) => tokens > 0) ? [trend('tokens', ({ tokens }) => tokens, count)] : []),
    ];
    const failed = history.filter(({ gatesPassed }) => !gatesPassed).map(({ version }) => version);
    const rings = failed.length === 0 ? '' : ` A red ring marks a version whose gates failed: ${failed.join(', ')}.`;
    return section(heading, [
        paragraph(`The last ${history.length} versions; on the right, what this one has.${rings}`),
        picture(trendLines('Numbers of the last versions', trends, pictureWidth)),
    ]);
}
//# sourceMappingURL=trend-section.js.map