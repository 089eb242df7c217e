import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { MillraceError } from '../../../core/errors.js';
import { randomUint32 } from '../../../core/seeded-random.js';
import { openBackend } from '../../../training/backend/open-backend.js';
import { openGraphEngine } from '../../../training/engines/graph-engine.js';
import { gpt } from '../../../training/models/gpt.js';
import { causal } from '../../../training/objectives/causal.js';
import { classify } from '../../../training/objectives/classify.js';
// Of this size, the order of the sums showed in every third step.
const length = 512;
const vocabulary = 8000;
const samples = 32;
const batches = 4;
const repeats = 4;
const model = gpt.build({ layers: 1, heads: 2, width: 64, bias: true }, { vocabulary, length });
const classified = { samples, length, classes: ['ham', 'spam'] };
const objectives = [
    ['causal', causal.build({}, model, { ...classified, samples: 4 })],
    [
        'classify',
        classify.build({ label: 'label', cut: 'end', pool: 'mean', state: 'residual', scale: 10, labelSmoothing: 0 }, model, classified),
    ],
];
// Several operations at once, whose order is a matter of timing: what the sums must not show.
const threads = 2;
const backend = await openBackend({ device: 'cpu', threads, env: process.env }).catch((error) => {
    if (error instanceof MillraceError && error.code === 'tensorflow-missing')
        return error;
    throw error;
});
for (const [name, objective] of objectives) {
    test(`a step of ${name} from equal weights gives equal bits each time`, (context) => {
        if (backend instanceof MillraceError)
            return context.skip(`needs TensorFlow: ${backend.message}`);
        const found = new Set();
        const engine = openEngine(backend, objective);
        const start = engine.readState();
        for (let turn = 0; turn < batches * repeats; turn++) {
            engine.writeState(start);
            const report = engine.step([inputsOf(objective, turn % batches)], { step: 1, learningRate: 1e-3 });
            found.add(`${turn % batches} ${report.loss} ${report.gradientNorm} ${digestOf(engine.readState())}`);
        }
        engine.close();
        assert.equal(found.size, batches);
    });
}
function openEngine(opened, objective) {
    const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };
    return openGraphEngine(opened, { model, objective, optimizer, dropout: 0.1, seed: 0, parallel: threads });
}
function inputsOf(objective, seed) {
    const { samples } = objective;
    const share = (counter) => randomUint32(seed, counter) / 2 ** 32;
    return objective.collate({
        ...{ samples, length },
        tokens: Int32Array.from({ length: samples * length }, (_, place) => Math.floor(share(2 * place) * share(2 * place + 1) * vocabulary)),
        used: Int32Array.from({ length: samples }, (_, sample) => Math.ceil(length * (0.2 + 0.8 * share(sample)))),
        labels: Int32Array.from({ length: samples }, (_, sample) => (share(sample) < 0.25 ? 1 : 0)),
        shards: new Uint32Array(samples),
        rows: new Uint32Array(samples),
        cursor: {
            ...{ format: 'millrace-cursor/1', manifestSha256: '', content: 'tokens', split: 'train' },
            ...{ seed: 0, epoch: 0, position: samples },
        },
    });
}
function digestOf({ weights, firstMoments, secondMoments }) {
    const hash = createHash('sha256');
    const add = (tensors) => {
        for (const { data } of tensors.values())
            hash.update(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    };
    for (const tensors of [weights, firstMoments, secondMoments])
        add(tensors);
    return hash.digest('hex');
}
//# sourceMappingURL=repeatable.test.js.map