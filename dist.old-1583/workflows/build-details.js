import { box, colours, label, partsBar, picture, pictureWidth } from './page-pictures.js';
import { countText, durationText, escaped, htmlPage, percentText, sizeText } from './page-text.js';
import { phaseWords } from './phase-words.js';
/**
 * The live page of a build in the Temporal UI: what it does now and how long that will take, its steps, and what became
 * of the records so far. As of the last batch that was done; at most 20 kB for 40 phases.
 */
export function progressDetails(plan, done) {
    return htmlPage([
        `<h2>${escaped(plan.dataset)}</h2><p>${headline(plan, done)}</p><p>${inputs(plan)}</p>`,
        stepsPart(plan, done),
        recordsPart(done),
    ]);
}
/** The page of a build until its plan is made. */
export function planningDetails(dataset) {
    return htmlPage([
        `<h2>${escaped(dataset)}</h2><p><b>Reads each input once for its digest, and plans the steps.</b></p>`,
    ]);
}
/** A page that says what went wrong in the place of what it would have shown. */
export function problemDetails(name, what, message) {
    return htmlPage([`<h2>${escaped(name)}</h2><p><b>${escaped(what)}:</b> ${escaped(message)}</p>`]);
}
/** The page of a build that is over, until that of its version is drawn. */
export function resultDetails(plan, done, result) {
    const { records } = result;
    const name = `${result.dataset}@${result.version}`;
    const before = result.identical ? ', which was there already' : '';
    const gates = result.gatesPassed
        ? 'Its gates passed.'
        : `<b>Gates failed, so <code>latest</code> stays where it is:</b> ${escaped(result.gateReason ?? result.failedGates.join(', '))}.`;
    const parts = fates.map((fate) => ({ name: fate, count: records[fate], colour: colours[fate] }));
    return htmlPage([
        `<h2>${escaped(name)}</h2><p><b>Built${before}:</b> ${countText(records.kept)} of ${countText(records.in)} records kept (${escaped(percentText(records.kept, records.in))}). ${gates}</p>`,
        `<h3>What became of the records</h3>${partsBar('What became of the records', parts)}`,
        stepsPart(plan, done),
        `<p>${countText(result.tokens)} tokens in ${countText(result.shards)} shards; manifest <code>${escaped(result.manifestSha256)}</code></p>`,
    ]);
}
const fates = ['kept', 'dropped', 'merged', 'quarantined'];
function inputs({ files, bytes, partitions }) {
    return `Reads ${countText(files)} files, ${sizeText(bytes)}, in ${countText(partitions)} partitions.`;
}
/** `Step 3 of 9: compare similar texts. About 40 s left of it, at 1,200 records a second.` */
function headline(plan, done) {
    const running = done.find(({ jobs, of }) => jobs < of);
    if (running === undefined) {
        const what = done.length === plan.phases.length ? 'The gates are looked at, and the version is committed.' : 'Goes on.';
        return `<b>All ${done.length} steps so far are done.</b> ${what}`;
    }
    const step = plan.phases.indexOf(running.phase) + 1;
    const elapsed = elapsedMs(running);
    const left = running.jobs === 0 ? 0 : (elapsed / running.jobs) * (running.of - running.jobs);
    const pace = elapsed > 0 && running.records > 0 ? `, at ${rateText(running)}` : '';
    const time = left === 0 ? '' : ` About ${durationText(left)} left of it${pace}.`;
    return `<b>Step ${step} of ${plan.phases.length}: ${escaped(phaseWords(running.phase))}.</b>${time}`;
}
const rowHeight = 22;
const bar = { left: 152, width: 110 };
/** Where the columns of numbers end. */
const columns = { jobs: 342, records: 422, time: pictureWidth };
const soft = "opacity='0.75'";
function stepsPart(plan, done) {
    const heads = numbers(0, { jobs: 'jobs', records: 'records', time: 'time' });
    const rows = plan.phases.map((phase, index) => {
        const count = done.find((each) => each.phase === phase);
        return stepRow(phase, count, rowHeight * (index + 1));
    });
    const height = rowHeight * (plan.phases.length + 1) + 4;
    return `<h3>Steps</h3>${picture('Steps of the build', height, [heads, ...rows])}`;
}
function stepRow(phase, count, top) {
    const share = count === undefined ? 0 : count.of === 0 ? 1 : count.jobs / count.of;
    const over = share >= 1;
    const look = count === undefined ? soft : over ? '' : "font-weight='600'";
    const elapsed = count === undefined ? 0 : elapsedMs(count);
    return [
        label(0, top + 15, phaseWords(phase), look),
        box(bar.left, top + 5, bar.width, 12, 'currentColor', "rx='2' opacity='0.12'"),
        share === 0 ? '' : box(bar.left, top + 5, bar.width * share, 12, over ? colours.kept : colours.plain, "rx='2'"),
        count === undefined
            ? numbers(top, { jobs: 'waits', records: '', time: '' })
            : numbers(top, {
                jobs: `${countText(count.jobs)} of ${countText(count.of)}`,
                records: count.records === 0 ? '' : countText(count.records),
                time: elapsed === 0 ? '' : durationText(elapsed),
            }),
    ].join('');
}
function numbers(top, texts) {
    return ['jobs', 'records', 'time']
        .filter((column) => texts[column] !== '')
        .map((column) => label(columns[column], top + 15, texts[column], `${soft} text-anchor='end'`))
        .join('');
}
/** What became of the records that were read so far; the rest are in work. */
function recordsPart(done) {
    const told = done.map((count) => count.fates).filter((counts) => counts !== undefined);
    const read = done[0]?.records ?? 0;
    if (told.length === 0 || read === 0)
        return '';
    const sum = (fate) => told.reduce((total, counts) => total + counts[fate], 0);
    const ended = fates.reduce((total, fate) => total + sum(fate), 0);
    const parts = [
        ...fates.map((fate) => ({ name: fate, count: sum(fate), colour: colours[fate] })),
        { name: 'in work', count: Math.max(0, read - ended), colour: colours.plain },
    ];
    const quarantined = sum('quarantined');
    const warning = quarantined === 0
        ? ''
        : `<p>${countText(quarantined)} could not be read or worked on, and ${quarantined === 1 ? 'was' : 'were'} set aside.</p>`;
    return `<h3>Records so far</h3><p>${countText(read)} read.</p>${warning}${partsBar('Records so far', parts)}`;
}
function elapsedMs({ beganAt, toldAt }) {
    return beganAt === undefined || toldAt === undefined ? 0 : Math.max(0, toldAt - beganAt);
}
function rateText(count) {
    const rate = (1000 * count.records) / elapsedMs(count);
    return `${rate < 10 ? rate.toFixed(1) : countText(rate)} records a second`;
}
//# sourceMappingURL=build-details.js.map