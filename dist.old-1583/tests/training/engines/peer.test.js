import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { packageRoot } from '../../../storage/package-root.js';
import { openEagerEngine } from '../../../training/engines/eager-engine.js';
import { openGraphEngine } from '../../../training/engines/graph-engine.js';
import { gpt } from '../../../training/models/gpt.js';
import { causal } from '../../../training/objectives/causal.js';
import { classify } from '../../../training/objectives/classify.js';
import { weightOf } from '../peer-weights.js';
import { sampleBatch } from '../sample-step.js';
import { testWithTensorFlow } from '../test-backend.js';
// Written by tests/training/engines/gpt-torch.py, whose numbers below are these.
const fixture = new URL('tests/fixtures/training/gpt-torch.json', packageRoot);
const peers = JSON.parse(readFileSync(fixture, 'utf8'));
const [length, vocabulary, samples] = [6, 11, 3];
const used = Int32Array.of(6, 4, 2);
const labels = Int32Array.of(1, 0, -1);
const model = gpt.build({ layers: 2, heads: 2, width: 8, bias: true }, { vocabulary, length });
const size = { samples, length, classes: ['ham', 'spam'] };
function batchOf(step) {
    const tokens = Int32Array.from({ length: samples * length }, (_, place) => {
        return (step * 37 + place * place * 5 + place * 3) % vocabulary;
    });
    return { ...sampleBatch(samples, 0), length, tokens, used, labels };
}
for (const [name, objective, peer] of [
    ['causal', causal.build({}, model, size), peers.causal],
    [
        'classify',
        classify.build({ label: 'label', cut: 'end', pool: 'mean', state: 'hidden', scale: 1, labelSmoothing: 0 }, model, size),
        peers.classify,
    ],
]) {
    for (const open of [openGraphEngine, openEagerEngine]) {
        testWithTensorFlow(`20 steps of ${name} are PyTorch's, ${open.name}`, (backend) => {
            const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 0.5 };
            const engine = open(backend, { model, objective, optimizer, dropout: 0, seed: 0 });
            const specs = [...model.weights, ...objective.weights];
            engine.writeState({ weights: new Map(specs.map((spec) => [spec.name, weightOf(spec)])) });
            for (const [index, loss] of peer.losses.entries()) {
                const step = index + 1;
                const report = engine.step([objective.collate(batchOf(step))], { step, learningRate: 1e-2 / step });
                assert.ok(Math.abs(report.loss - loss) < 1e-5, `loss of step ${step}: ${report.loss}, PyTorch ${loss}`);
                const norm = peer.gradientNorms[index] ?? Number.NaN;
                assert.ok(Math.abs(report.gradientNorm - norm) < 1e-4, `norm of step ${step}: ${report.gradientNorm}, ${norm}`);
            }
            const outputs = engine.evaluate(objective.collate(batchOf(peer.losses.length)));
            const logits = [...(outputs['logits'] ?? [])];
            assert.equal(logits.length, peer.logits?.length ?? 0);
            for (const [index, logit] of logits.entries()) {
                assert.ok(Math.abs(logit - (peer.logits?.[index] ?? Number.NaN)) < 1e-4);
            }
            engine.close();
        });
    }
}
//# sourceMappingURL=peer.test.js.map