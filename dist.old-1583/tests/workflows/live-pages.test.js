import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildDataset } from '../../workflows/build-dataset.js';
import { progressDetails, resultDetails } from '../../workflows/build-details.js';
import { durationText } from '../../workflows/page-text.js';
import { jobWords, phaseWords } from '../../workflows/phase-words.js';
import { endToEndDetails, endToEndSummary } from '../../workflows/training-details.js';
import { checkPage } from '../quality/page/well-formed.js';
/** What Temporal servers hold the details of a workflow to, as JSON. */
const mostBytes = 20_000;
const plan = {
    store: '/store',
    dataset: 'mail',
    build: 'b',
    phases: ['map-0', 'dedup-exact-0-buckets', 'dedup-exact-0-resolve', 'write'],
    files: 12,
    bytes: 5 * 2 ** 20,
    partitions: 4,
};
const result = {
    ...{ dataset: 'mail', version: 3, manifestSha256: 'a'.repeat(64), identical: false, gatesPassed: true },
    ...{ failedGates: [], build: 'b', tokens: 9000, shards: 2 },
    records: { in: 1000, kept: 745, dropped: 200, merged: 50, quarantined: 5 },
};
function wordsOf(page) {
    return page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}
test('phases and batches are told in words', () => {
    const cases = {
        'map-0': 'read and filter',
        'map-2': 'filter, part 3',
        'ids-resolve': 'merge equal ids',
        'dedup-exact-4-buckets': 'find equal records',
        'dedup-minhash-5-bands': 'find similar texts',
        'dedup-minhash-5-verify': 'compare similar texts',
        'count-words': 'count words',
        'train-tokenizer': 'train the tokenizer',
        write: 'write shards',
        'something-new': 'something-new',
    };
    for (const [phase, words] of Object.entries(cases))
        assert.equal(phaseWords(phase), words);
    assert.equal(jobWords({ phase: 'map-0', from: 0, to: 64, of: 400 }), 'read and filter 1–64 of 400');
    assert.equal(jobWords({ phase: 'write', from: 2, to: 3, of: 9 }), 'write shards 3 of 9');
    assert.equal(jobWords({ phase: 'ids-resolve', from: 0, to: 1, of: 1 }), 'merge equal ids');
    assert.equal(jobWords({ phase: 'map-0', from: 0, to: 2 }), 'read and filter 1–2');
});
test('durations are read at a glance', () => {
    const cases = [
        [400, '0.4 s'],
        [12_300, '12 s'],
        [59_700, '1 min'],
        [200_000, '3 min 20 s'],
        [7_500_000, '2 h 5 min'],
    ];
    for (const [ms, words] of cases)
        assert.equal(durationText(ms), words);
});
test('a build tells how far it is, how fast, and what became of its records', async () => {
    let time = 0;
    const pages = [];
    await buildDataset({ reference: { store: '/store', dataset: 'mail', recipe: 'r' } }, {
        activities: {
            planBuild: async () => plan,
            openPhase: async (_, phase) => (phase === 'map-0' ? 4 : 1),
            runJobs: async ({ phase, from, to }) => {
                time += 2000;
                const fates = { kept: 0, dropped: 0, merged: 0, quarantined: 0 };
                if (phase === 'map-0')
                    Object.assign(fates, { dropped: 50, quarantined: from === 0 ? 5 : 0 });
                if (phase.endsWith('resolve'))
                    fates.merged = 50;
                if (phase === 'write')
                    fates.kept = 745;
                return { jobs: to - from, records: 250, fates };
            },
            commitBuild: async () => result,
        },
        now: () => new Date(time),
        full: () => false,
        goOn: () => Promise.reject(new Error('never full')),
        onPlanned: () => undefined,
        onProgress: (_, done, of) => pages.push(progressDetails(of, done)),
        onResult: () => undefined,
    });
    pages.forEach(checkPage);
    const second = wordsOf(pages[2] ?? '');
    assert.match(second, /Step 1 of 4: read and filter\. About 8\.0 s left of it, at 63 records a second\./);
    assert.match(second, /2 of 4 500 8\.0 s/);
    assert.match(second, /Records so far 500 read\. 5 could not be read/);
    assert.match(second, /dropped 100\u200220 %|dropped 100 20 %/);
    const last = wordsOf(pages.at(-1) ?? '');
    assert.match(last, /All 4 steps so far are done\. The gates are looked at/);
    assert.match(last, /kept 745/);
    assert.match(last, /in work 0/);
});
test('counts of an earlier release have a page, without times and fates', () => {
    const done = [{ phase: 'map-0', jobs: 1, of: 4, records: 100 }];
    const page = progressDetails(plan, done);
    checkPage(page);
    assert.match(wordsOf(page), /Step 1 of 4: read and filter\. Reads 12 files, 5\.0 MiB, in 4 partitions\./);
    assert.doesNotMatch(page, /NaN|undefined|Infinity/);
});
const hostile = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constant('</div>\n\n<script>x</script>&"\''));
const count = fc.nat(1e9);
const counts = fc.record({ kept: count, dropped: count, merged: count, quarantined: count });
test('whatever names say, live and finished pages are well-formed and short', () => {
    const anyDone = fc.array(fc.record({ phase: hostile, jobs: count, of: count, records: count, beganAt: count, toldAt: count, fates: counts }, { requiredKeys: ['phase', 'jobs', 'of', 'records'] }), { maxLength: 12 });
    fc.assert(fc.property(hostile, anyDone, counts, hostile, (dataset, done, records, reason) => {
        const named = { ...plan, dataset, phases: done.map(({ phase }) => phase) };
        const built = { ...result, dataset, gatesPassed: false, gateReason: reason, records: { in: 1e9, ...records } };
        const told = done;
        const pages = [
            progressDetails(named, told),
            resultDetails(named, told, built),
            endToEndDetails({ build: built, train: [], eval: [{ ...evaluation, name: reason }] }),
        ];
        for (const page of pages) {
            checkPage(page);
            assert.ok(Buffer.byteLength(JSON.stringify(page)) <= mostBytes);
        }
    }), { numRuns: 60 });
});
const evaluation = {
    run: 'spam-1',
    name: 'spam',
    on: 'holdout',
    samples: 450,
    metrics: { accuracy: 0.9642, f1: 0.93 },
    against: { 'naive-bayes': { accuracy: 0.91 } },
};
test('a run from files to models shows its results first, and pages of training as far as there is room', () => {
    const training = (run, length) => ({
        run,
        name: run,
        steps: 400,
        resumedFrom: 0,
        changedSettings: [],
        loss: 0.05,
        validationLoss: 0.1,
        tokens: 1,
        tokensPerSecond: 1,
        seconds: 1,
        backend: 'x',
        device: 'cpu',
        deviceName: 'y',
        checkpoint: 'c',
        parameters: 1,
        page: `<div><p>${run} ${'x'.repeat(length)}</p></div>\n`,
    });
    const outcome = { build: result, train: [training('pretrain', 8000), training('spam', 12_000)], eval: [evaluation] };
    const page = endToEndDetails(outcome);
    checkPage(page);
    const places = ['Gates passed', 'Evaluation', 'naive-bayes', 'pretrain xxx', 'spam has a page of its own'];
    const found = places.map((place) => wordsOf(page).indexOf(place));
    assert.ok(!found.includes(-1), String(found));
    assert.deepEqual(found, [...found].sort((a, b) => a - b));
    assert.ok(Buffer.byteLength(JSON.stringify(page)) <= mostBytes);
    assert.equal(endToEndSummary(outcome), 'mail@3: 745 of 1,000 kept (74.5 %); spam accuracy 0.9642');
});
//# sourceMappingURL=live-pages.test.js.map