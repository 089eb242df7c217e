import { fatesTable } from '../../quality/fates-table.js';
import { gateText } from '../../quality/gate-text.js';
import { countText, shareText } from '../../quality/number-text.js';
import { verdictLines } from '../review/decision-text.js';
import { guiltyLines } from './guilty-lines.js';
import { durationText } from './progress-text.js';
/** The JSON result of `build`. Its keys are part of the command-line contract. */
export function buildResult(outcome, manifest) {
    const { dataset, version, manifestSha256, records, tokens, shards, partitions, reusedPartitions } = outcome;
    const { seconds, gatesPassed, identical, workflowId, uiUrl } = outcome;
    return {
        ...{ dataset, version, manifestSha256, identical, records, reasons: manifest.reasons, tokens, shards },
        ...{ partitions, reusedPartitions, seconds, gatesPassed, workflowId, uiUrl },
    };
}
/** What a finished build tells people: fates and reasons, gates, where things are, what to type next. */
export function summaryLines(outcome, manifest, surroundings) {
    const { store, quarantineLimit, decision } = surroundings;
    const { dataset, version, records, reusedPartitions, partitions } = outcome;
    const name = `${dataset}@${version}`;
    const reused = reusedPartitions === 0 ? '' : `, ${reusedPartitions} of ${partitions} partitions reused`;
    const lines = [
        '',
        outcome.identical
            ? `${name} already is this very dataset, so no version was added (${durationText(outcome.seconds)}${reused}).`
            : `Built ${name} in ${durationText(outcome.seconds)}${reused}.`,
        '',
        ...fatesTable({ ...records, reasons: manifest.reasons }),
        '',
        contentLine(manifest, outcome),
        `in  ${store}/${dataset}/`,
        ...gateLines(manifest, decision),
        ...quarantineLines(manifest, quarantineLimit),
    ];
    return [
        ...lines,
        '',
        'Next:',
        `  npx millrace show ${name} --report report.html`,
        '      its numbers, as a page',
        `  npx millrace why ${name} --id ID`,
        '      what became of one record, and why',
        '  npx millrace up',
        '      the history of its builds, in the browser',
    ];
}
function contentLine(manifest, { tokens, shards }) {
    const { kind, records } = manifest;
    const copies = manifest.shards.reduce((sum, shard) => sum + (shard.copies ?? 0), 0);
    const images = `${countText(records.kept)} images${copies === 0 ? '' : ` and ${countText(copies)} augmented copies`}`;
    const texts = `${countText(tokens)} tokens${copies === 0 ? '' : ` and ${countText(copies)} augmented copies`}`;
    const content = kind === 'image' ? images : texts;
    return `${content} in ${countText(shards)} shards`;
}
/** What a person is told where more was quarantined than the recipe allows; else nothing. */
export function quarantineLines({ dataset, version, records }, limit) {
    if (records.quarantined <= limit * records.in)
        return [];
    const found = shareText(records.quarantined, records.in);
    return [
        `More was quarantined than limits.quarantine allows: ${found}, at most ${shareText(limit, 1)}.`,
        `  npx millrace fates ${dataset}@${version} --fate quarantined`,
    ];
}
/** Each gate in words, with some of the records that made it fail, and what follows where one failed. */
export function gateLines(manifest, decision) {
    const { gates, gatesPassed } = manifest;
    if (gates.length === 0)
        return [];
    const lines = gates.flatMap((gate) => {
        const word = gate.passed ? 'passed' : gate.severity === 'warn' ? 'WARNING' : 'FAILED';
        return [`gate ${word}: ${gateText(gate)}`, ...guiltyLines(gate, `${manifest.dataset}@${manifest.version}`)];
    });
    return gatesPassed ? lines : [...lines, ...verdictLines(manifest, decision)];
}
//# sourceMappingURL=build-summary.js.map