import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endToEnd } from '../../workflows/end-to-end.js';
const store = 'store';
const built = {
    ...{ dataset: 'mail', version: 7, manifestSha256: 'a'.repeat(64), identical: false, build: 'b' },
    ...{ gatesPassed: true, failedGates: [], tokens: 100, shards: 2 },
    records: { in: 10, kept: 8, dropped: 1, merged: 1, quarantined: 0 },
};
function trained(run, name) {
    return {
        ...{
            run,
            name,
            steps: 4,
            resumedFrom: 0,
            changedSettings: [],
            loss: 1,
            validationLoss: null,
            tokens: 64,
            tokensPerSecond: 1,
            seconds: 1,
        },
        ...{ backend: 'tensorflow', device: 'cpu', deviceName: 'a processor', checkpoint: 'c', parameters: 9, page: '' },
    };
}
/** Runs named `names`, over a flow in memory that keeps what it was asked for, in order. */
async function follow(names, evaluations, flow = {}) {
    const asked = [];
    const reference = {
        build: { store, dataset: 'mail', recipe: 'recipe.json' },
        training: 'training.json',
        runs: names.length,
        evaluations,
    };
    const result = endToEnd(reference, {
        build: async (build) => {
            asked.push(['build', build]);
            return built;
        },
        planRun: async (request) => {
            asked.push(['plan', request]);
            const name = names[request.index] ?? '';
            return { store, run: `mail-${name}-1`, name };
        },
        train: async (run, name) => {
            asked.push(['train', run]);
            return trained(run.run, name);
        },
        evaluate: async (request) => {
            asked.push(['evaluate', request]);
            return { run: request.run, name: 'n', on: request.on, samples: 1, metrics: {}, against: {} };
        },
        onStage: (stage) => void asked.push(['stage', stage]),
        onResult: async ({ train }) => void asked.push(['result', train.length]),
        ...flow,
    });
    return { asked, result };
}
const judged = { on: 'holdout', metrics: ['accuracy'], against: 'naive-bayes', device: null };
test('builds, then plans and trains each run on that very version knowing the earlier ones, then evaluates', async () => {
    const { asked, result } = await follow(['pretrain', 'spam'], [
        { ...judged, run: 1 },
        { ...judged, run: 0 },
    ]);
    const { build, train, eval: evaluated } = await result;
    const data = { dataset: 'mail', version: 7 };
    const plan = { store, training: 'training.json', ...data };
    assert.deepEqual(asked.filter(([what]) => what !== 'stage'), [
        ['build', { store, dataset: 'mail', recipe: 'recipe.json' }],
        ['plan', { ...plan, index: 0, earlier: [] }],
        ['train', { store, run: 'mail-pretrain-1', data }],
        ['plan', { ...plan, index: 1, earlier: ['mail-pretrain-1'] }],
        ['train', { store, run: 'mail-spam-1', data }],
        ['evaluate', { ...judged, store, run: 'mail-spam-1' }],
        ['evaluate', { ...judged, store, run: 'mail-pretrain-1' }],
        ['result', 2],
    ]);
    assert.deepEqual(asked.filter(([what]) => what === 'stage').map(([, stage]) => stage), [
        { kind: 'build', stage: 'build mail', done: 0, of: 5 },
        { kind: 'train', stage: 'train pretrain', done: 1, of: 5, name: 'pretrain' },
        { kind: 'train', stage: 'train spam', done: 2, of: 5, name: 'spam' },
        { kind: 'evaluate', stage: 'evaluate spam', done: 3, of: 5 },
        { kind: 'evaluate', stage: 'evaluate pretrain', done: 4, of: 5 },
    ]);
    assert.equal(build, built);
    assert.deepEqual(train.map(({ name }) => name), ['pretrain', 'spam']);
    assert.deepEqual(evaluated.map(({ run }) => run), ['mail-spam-1', 'mail-pretrain-1']);
});
test('a version whose gates failed is neither trained on nor evaluated, and that is a result', async () => {
    const failed = { ...built, gatesPassed: false, failedGates: ['kept.ratio'] };
    const { asked, result } = await follow(['pretrain'], [{ ...judged, run: 0 }], { build: async () => failed });
    assert.deepEqual(await result, { build: failed, train: [], eval: [] });
    assert.deepEqual(asked.map(([what]) => what), ['stage', 'result']);
});
test('what fails ends it there', async () => {
    const { asked, result } = await follow(['pretrain', 'spam'], [{ ...judged, run: 0 }], {
        train: () => Promise.reject(new Error('diverged')),
    });
    await assert.rejects(result, /diverged/);
    assert.deepEqual(asked.filter(([what]) => what !== 'stage').map(([what]) => what), ['build', 'plan']);
});
test('an evaluation of a run that there is not is an error', async () => {
    const { result } = await follow(['pretrain'], [{ ...judged, run: 1 }]);
    await assert.rejects(result, /evaluation 0 is of run 1/);
});
//# sourceMappingURL=end-to-end.test.js.map