import { driftWord, moderateDrift, strongDrift } from '../report/drift-word.js';
import { cut, paragraph, preformatted, section } from './blocks.js';
const mostDistributions = 16;
/** How far each distribution is from that of the last good version, the farthest first. */
export function driftSection({ drift }) {
    if (drift === undefined)
        return '';
    if (drift === null)
        return section('Drift', [paragraph('There was no good version before this one to compare with.')]);
    const distances = Object.entries(drift.metrics).sort(([, a], [, b]) => b.psi - a.psi);
    if (distances.length === 0)
        return '';
    const rows = distances
        .slice(0, mostDistributions)
        .map(([name, distance]) => [
        cut(name, 24),
        driftWord(distance),
        distance.psi.toFixed(3),
        distance.js.toFixed(3),
        distance.ks === null ? '–' : distance.ks.toFixed(3),
    ]);
    const shifted = distances.filter(([, distance]) => driftWord(distance) === 'shifted').length;
    const most = shifted === 0 ? 'Nothing shifted' : shifted === 1 ? 'One distribution shifted' : `${shifted} distributions shifted`;
    const rest = distances.length - mostDistributions;
    return section('Drift', [
        paragraph(`<b>${most}</b> against version ${drift.against.version}, the last good one. Farthest first; PSI above ${moderateDrift} is moderate, above ${strongDrift} a shift, unless so few values give as much by chance.`),
        preformatted([['distribution', 'reads as', 'PSI', 'JS', 'KS'], ...rows], 2),
        ...(rest > 0 ? [paragraph(`${rest} nearer ones are in the manifest.`)] : []),
    ]);
}
//# sourceMappingURL=drift-section.js.map