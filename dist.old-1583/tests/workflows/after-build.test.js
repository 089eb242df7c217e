import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterBuild, afterFailure } from '../../workflows/after-build.js';
const page = { summary: 'mail@7: 8 of 10 kept', page: '## mail@7' };
const built = {
    ...{ dataset: 'mail', version: 7, manifestSha256: 'a'.repeat(64), identical: false, build: 'b' },
    ...{ gatesPassed: true, failedGates: [], gateReason: null, tokens: 100, shards: 2 },
    reviewId: 'review-mail@7-queue',
    records: { in: 10, kept: 8, dropped: 1, merged: 1, quarantined: 0 },
};
const failed = {
    ...built,
    ...{
        gatesPassed: false,
        failedGates: ['kept.ratio', 'records'],
        gateReason: 'kept.ratio is 0.1, at least 0.5 wanted',
    },
};
const nightly = { id: 'nightly-1', onGateFailure: 'pause', onFailure: 'continue' };
function ended(schedule) {
    return { reference: { store: 's', dataset: 'mail', recipe: 'r.json' }, schedule };
}
/** A flow in memory that keeps what it was asked for, in order. */
function flow() {
    const asked = [];
    const keep = (what) => async (...said) => {
        asked.push([what, said[0]]);
    };
    const steps = {
        describeVersion: async (version) => {
            asked.push(['describe', version]);
            return page;
        },
        leavePage: keep('page'),
        openReview: keep('review'),
        pauseSchedule: keep('pause'),
        announce: keep('announce'),
    };
    return { asked, steps };
}
test('a good version is told of and leaves its page', async () => {
    const { asked, steps } = flow();
    await afterBuild(ended(nightly), built, steps);
    assert.deepEqual(asked, [
        ['announce', { kind: 'finished', version: 7, failedGates: [], gateReason: null, message: null }],
        ['describe', { store: 's', dataset: 'mail', version: 7 }],
        ['page', page],
    ]);
});
test('a version whose gates failed pauses its schedule before anything else, with the reason, and asks for a decision', async () => {
    const { asked, steps } = flow();
    await afterBuild(ended(nightly), failed, steps);
    assert.deepEqual(asked.map(([what]) => what), ['pause', 'announce', 'describe', 'page', 'review']);
    const [[, pause] = []] = asked;
    assert.match(JSON.stringify(pause), /^\{"schedule":"nightly-1","note":".*mail@7.*kept\.ratio is 0\.1, at least 0\.5 wanted/);
    assert.deepEqual(asked[4]?.[1], {
        ...{ store: 's', dataset: 'mail', version: 7, manifestSha256: 'a'.repeat(64), schedule: 'nightly-1' },
        recipe: 'r.json',
    });
});
test('a version that somebody decided of before is asked about no more', async () => {
    for (const [result, expected] of [
        [{ ...failed, decision: 'rejected' }, ['pause', 'announce', 'describe', 'page']],
        [{ ...failed, gatesPassed: true, decision: 'approved' }, ['announce', 'describe', 'page']],
    ]) {
        const { asked, steps } = flow();
        await afterBuild(ended(nightly), result, steps);
        assert.deepEqual(asked.map(([what]) => what), expected);
    }
});
test('a schedule that goes on after failed gates is not paused, nor resumed by the decision', async () => {
    for (const schedule of [{ ...nightly, onGateFailure: 'continue' }, null]) {
        const { asked, steps } = flow();
        await afterBuild(ended(schedule), failed, steps);
        assert.deepEqual(asked.map(([what]) => what), ['announce', 'describe', 'page', 'review']);
        assert.match(JSON.stringify(asked[3]), /"schedule":null/);
    }
});
test('a build that fails is told of, and pauses the schedule where that asks for it', async () => {
    for (const [schedule, expected] of [
        [null, ['announce']],
        [nightly, ['announce']],
        [{ ...nightly, onFailure: 'pause' }, ['pause', 'announce']],
    ]) {
        const { asked, steps } = flow();
        await afterFailure(ended(schedule), 'no files', steps);
        assert.deepEqual(asked.map(([what]) => what), expected);
        assert.deepEqual(asked.at(-1)?.[1], {
            ...{ kind: 'failed', version: null, failedGates: [], gateReason: null, message: 'no files' },
        });
    }
});
//# sourceMappingURL=after-build.test.js.map