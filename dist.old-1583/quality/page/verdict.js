import { gateText } from '../gate-text.js';
import { holdsBack } from '../gates.js';
import { escapeMarkup } from '../markup.js';
import { countText, shareText } from '../number-text.js';
import { code, cut } from './blocks.js';
const shownGates = 3;
/**
 * One line for lists: `spam-mail@3: 4,505 of 6,046 kept (74.5 %), gates passed`. Under 400 bytes, to which servers hold
 * a summary, and plain text, though the UI reads it as Markdown: names of gates are cut and without its marks.
 */
export function versionSummary({ dataset, version, records, gates, gatesPassed }) {
    const { kept, in: read } = records;
    const counts = `${countText(kept)} of ${countText(read)} kept (${shareText(kept, read).replace('<', 'under ').replace('>', 'over ')})`;
    const failed = gates.filter(holdsBack).map(({ metric }) => metric);
    const more = failed.length > shownGates ? `, and ${failed.length - shownGates} more` : '';
    const names = failed.slice(0, shownGates).map((name) => cut(name.replace(/[^\p{L}\p{N}._ -]/gu, '?'), 50));
    const failure = failed.length === 0 ? 'gates failed' : `gates failed: ${names.join(', ')}${more}`;
    return `${dataset}@${version}: ${counts}, ${gatesPassed ? (gates.length === 0 ? 'no gates' : 'gates passed') : failure}`;
}
/** What the version is now, as HTML: whether `latest` is it, and why not. */
export function verdict({ manifest, latest }) {
    const { version, gates, gatesPassed } = manifest;
    const name = code('latest');
    const failed = gates.find(holdsBack);
    const reason = failed === undefined ? 'a gate failed' : `a gate failed: ${escapeMarkup(cut(gateText(failed), 200))}`;
    if (gatesPassed) {
        const held = gates.length === 0 ? 'It has no gates.' : 'No required gate failed.';
        if (latest === version)
            return `<b>Good: ${name} is this version.</b> ${held}`;
        if (latest === null)
            return `<b>Good.</b> ${held} ${name} names no version yet.`;
        return `<b>Good.</b> ${held} ${name} is version ${latest}${latest > version ? ', which is newer' : ''}.`;
    }
    if (latest === version)
        return `<b>Approved by a person: ${name} is this version,</b> though ${reason}.`;
    const stays = latest === null ? `there is no ${name} yet` : `${name} stays at version ${latest}`;
    return `<b>Held back: ${stays},</b> because ${reason}.`;
}
//# sourceMappingURL=verdict.js.map