import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { randomUint32 } from '../../core/seeded-random.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { readCheckpoint } from '../../training/checkpoints/read-checkpoint.js';
import { evaluateRun } from '../../training/evaluate-run.js';
import { readEvaluation } from '../../training/evaluation/evaluation.js';
import { readRunVersion } from '../../training/open-run.js';
import { openRunStream } from '../../training/open-run-stream.js';
import { recordRun } from '../../training/runs/run-record.js';
import { train } from '../../training/train.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitImages, picture } from '../streaming/image-version.js';
import { sampleRun } from './runs/sample-run.js';
import { testWithTensorFlow } from './test-backend.js';
const side = 8;
const size = { width: side, height: side };
const half = [0.5, 0.5, 0.5];
/** A picture with noise, dark or bright; of each five one has no label. */
async function shaded(number) {
    const label = number % 2 === 0 ? 'bright' : 'dark';
    const levels = Uint8Array.from({ length: side * side * 3 }, (_, place) => {
        return (label === 'bright' ? 140 : 80) + (randomUint32(number, place) % 40);
    });
    const image = new Uint8Array(await sharp(levels, { raw: { ...size, channels: 3 } })
        .png()
        .toBuffer());
    return { ...(await picture(number, { ...size, format: 'png' }, number % 5 === 4 ? null : label)), image };
}
const shadedFrom = (first, count) => Promise.all(Array.from({ length: count }, (_, index) => shaded(first + index)));
async function storeOf(t, judged) {
    const storage = openLocalFolder(temporaryFolder(t));
    const shape = { dataset: 'shades', train: [await shadedFrom(0, 15)], holdout: await shadedFrom(100, judged) };
    return { storage, manifestSha256: (await commitImages(storage, shape)).sha256 };
}
function configOf(run, manifestSha256, steps, images) {
    const model = { name: 'vit', parameters: { patch: 4, layers: 0, heads: 1, width: 8 } };
    return {
        ...{ format: 'millrace-run/1', run, from: null, codeSha256: sampleRun.codeSha256, imageSize: size },
        data: { dataset: 'shades', version: 1, manifestSha256 },
        settings: {
            ...sampleRun.settings,
            ...{ name: 'vit', model, objective: { name: 'classify-image', parameters: {} }, steps, warmupSteps: 1 },
            ...{ batch: 5, learningRate: 1e-2, evaluateEvery: 0, checkpointEvery: steps, device: 'cpu' },
            images: { size: null, augment: [], normalize: { mean: half, std: half }, ...images },
        },
    };
}
/** Trains a run; with `stopAt` it is called off at that step. */
function trained(storage, run, stopAt) {
    const stop = new AbortController();
    return train({
        ...{ storage, run, env: process.env, threads: 1, onPage: () => undefined, signal: stop.signal },
        onProgress: ({ step }) => {
            if (step === stopAt)
                stop.abort();
        },
    });
}
testWithTensorFlow('images are told apart, those without a label count for nothing', async (_, t) => {
    const { storage, manifestSha256 } = await storeOf(t, 15);
    await recordRun(storage, 'runs/told', configOf('told', manifestSha256, 30, {}));
    const result = await trained(storage, 'told');
    // 12 of the 15 have a label: batches of 5, 5 and 2.
    assert.deepEqual([result.unit, result.tokens], ['images', 10 * 12]);
    const judged = { env: process.env, threads: 1, device: null, against: null, onProgress: () => undefined };
    const told = await evaluateRun({ ...judged, storage, run: 'told', on: 'holdout', metrics: ['accuracy', 'macroF1'] });
    assert.deepEqual([told.samples, told.metrics], [12, { accuracy: 1, macroF1: 1 }]);
    const { confusion } = await readEvaluation(storage, 'runs/told');
    assert.deepEqual(confusion, {
        classes: ['bright', 'dark'],
        counts: [
            [6, 0],
            [0, 6],
        ],
    });
});
testWithTensorFlow('a run that was stopped in the middle of an epoch ends with the same bits', async (_, t) => {
    const { storage, manifestSha256 } = await storeOf(t, 0);
    const augment = [
        { name: 'random-crop', parameters: { size: side, padding: 2, fill: 0 } },
        { name: 'random-horizontal-flip', parameters: { p: 0.5 } },
        { name: 'mix-up', parameters: { alpha: 0.4 } },
        { name: 'cut-mix', parameters: { alpha: 1 } },
    ];
    const weights = [];
    for (const [run, stopAt] of [
        ['whole', undefined],
        ['stopped', 4],
    ]) {
        const config = configOf(run, manifestSha256, 9, { augment });
        await recordRun(storage, `runs/${run}`, {
            ...config,
            settings: { ...config.settings, dropout: 0.1, accumulate: 2, batch: 4 },
        });
        if (stopAt !== undefined)
            await assert.rejects(trained(storage, run, stopAt), { code: 'interrupted' });
        const { resumedFrom } = await trained(storage, run);
        assert.equal(resumedFrom, stopAt ?? 0);
        weights.push((await readCheckpoint(storage, `runs/${run}`, 'newest', () => undefined))?.state.weights);
    }
    assert.ok(weights[0] !== undefined);
    assert.deepEqual(weights[1], weights[0]);
});
test('a run on images is not judged against naive Bayes, which compares words', async (t) => {
    const { storage, manifestSha256 } = await storeOf(t, 5);
    await recordRun(storage, 'runs/told', configOf('told', manifestSha256, 30, {}));
    const judged = { env: process.env, threads: 1, device: null, metrics: [], onProgress: () => undefined };
    const ask = { ...judged, storage, run: 'told', on: 'holdout' };
    await assert.rejects(evaluateRun({ ...ask, against: 'naive-bayes' }), {
        code: 'bad-metric',
        kind: 'usage',
        message: 'naive Bayes compares words, and run told reads images',
    });
    await assert.rejects(evaluateRun({ ...ask, against: null }), { code: 'no-checkpoint' });
});
test('a run may learn with more threads than a stream reads images with', async (t) => {
    const { storage, manifestSha256 } = await storeOf(t, 0);
    const config = configOf('told', manifestSha256, 30, {});
    const version = await readRunVersion(storage, config);
    const { stream } = await openRunStream({ storage, version, config, threads: 300 }, 'train', 'training');
    await stream.close();
});
//# sourceMappingURL=image-run.test.js.map