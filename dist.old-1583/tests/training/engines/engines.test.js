import assert from 'node:assert/strict';
import { openEagerEngine } from '../../../training/engines/eager-engine.js';
import { openGraphEngine } from '../../../training/engines/graph-engine.js';
import { runProgram } from '../../storage/child-process.js';
import { sampleBatch, sampleOptions, slice } from '../sample-step.js';
import { testWithTensorFlow } from '../test-backend.js';
const samples = 6;
const rate = (step) => 1e-2 / step;
function stepsOf(engine, objective, from, to, parts = 1) {
    const reports = [];
    for (let step = from; step <= to; step++) {
        const batch = sampleBatch(samples, step);
        const micro = Array.from({ length: parts }, (_, part) => slice(batch, (part * samples) / parts, ((part + 1) * samples) / parts));
        reports.push(engine.step(micro.map(objective.collate), { step, learningRate: rate(step) }));
    }
    return reports;
}
function relativeDistance(a, b) {
    assert.equal(a.length, b.length);
    return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN)) / Math.abs(value)));
}
const losses = (reports) => reports.map(({ loss }) => loss);
const norms = (reports) => reports.map(({ gradientNorm }) => gradientNorm);
testWithTensorFlow('eager and graph give the same losses and norms', (backend) => {
    for (const [parts, dropout, parallel] of [
        [1, 0, 1],
        [1, 0.2, 2],
        [2, 0.2, 1],
        [2, 0.2, 3],
    ]) {
        const options = { ...sampleOptions(samples / parts, { dropout }), parallel };
        const runs = [openEagerEngine, openGraphEngine].map((open) => {
            const engine = open(backend, options);
            const reports = stepsOf(engine, options.objective, 1, 20, parts);
            const evaluated = engine.evaluate(options.objective.collate(sampleBatch(samples / parts, 99)));
            engine.close();
            return { reports, lossSum: evaluated['lossSum']?.[0] ?? Number.NaN };
        });
        const [eager, graph] = runs;
        assert.ok(eager !== undefined && graph !== undefined);
        const name = `${parts} micro-batches, dropout ${dropout}, ${parallel} parts`;
        assert.ok(relativeDistance(losses(eager.reports), losses(graph.reports)) < 1e-6, name);
        assert.ok(relativeDistance(norms(eager.reports), norms(graph.reports)) < 1e-5, name);
        assert.ok(relativeDistance([eager.lossSum], [graph.lossSum]) < 1e-6, name);
        assert.ok((eager.reports.at(-1)?.loss ?? 9) < (eager.reports[0]?.loss ?? 0), 'it learns');
    }
});
testWithTensorFlow('micro-batches together make the step of one large batch', (backend) => {
    const whole = sampleOptions(samples);
    const parts = sampleOptions(samples / 2);
    const one = openGraphEngine(backend, whole);
    const two = openGraphEngine(backend, parts);
    const expected = stepsOf(one, whole.objective, 1, 10);
    const found = stepsOf(two, parts.objective, 1, 10, 2);
    assert.ok(relativeDistance(losses(expected), losses(found)) < 1e-5);
    assert.ok(relativeDistance(norms(expected), norms(found)) < 1e-4);
    one.close();
    two.close();
});
testWithTensorFlow('k steps, then the rest in a new engine from the state that was read, are equal to the last bit', (backend) => {
    const options = sampleOptions(samples, { dropout: 0.1 });
    for (const open of [openGraphEngine, openEagerEngine]) {
        const whole = open(backend, options);
        const expected = stepsOf(whole, options.objective, 1, 20);
        const first = open(backend, options);
        const found = stepsOf(first, options.objective, 1, 8);
        const state = first.readState();
        first.close();
        const second = open(backend, options);
        second.writeState(state);
        found.push(...stepsOf(second, options.objective, 9, 20));
        assert.deepEqual(found, expected);
        assert.deepEqual(second.readState(), whole.readState());
        second.close();
        whole.close();
    }
});
testWithTensorFlow('two processes come to the same weights, to the last bit', async () => {
    const program = new URL('./state-digest.js', import.meta.url);
    const [one, other] = [await runProgram(program, ['1']), await runProgram(program, ['1'])];
    assert.match(one, /^[0-9a-f]{64}\n$/);
    assert.equal(other, one);
});
testWithTensorFlow('dropout is drawn anew for each step and micro-batch, and by the seed', (backend) => {
    const batch = sampleBatch(samples, 1);
    const lossOf = (seed, step, dropout) => {
        const options = sampleOptions(samples, { dropout });
        const engine = openGraphEngine(backend, { ...options, seed });
        engine.writeState({ weights: start });
        const { loss } = engine.step([options.objective.collate(batch)], { step, learningRate: 0 });
        engine.close();
        return loss;
    };
    const options = sampleOptions(samples);
    const engine = openGraphEngine(backend, options);
    const start = engine.readState().weights;
    const inputs = options.objective.collate(batch);
    const evaluated = (engine.evaluate(inputs)['lossSum']?.[0] ?? Number.NaN) / inputs.targets;
    engine.close();
    assert.ok(Math.abs(lossOf(7, 1, 0) - evaluated) < 1e-6, 'without dropout the loss is that of evaluation');
    const drawn = [lossOf(7, 1, 0.3), lossOf(7, 2, 0.3), lossOf(8, 1, 0.3)];
    assert.equal(new Set(drawn).size, 3);
    assert.equal(lossOf(7, 1, 0.3), drawn[0]);
});
testWithTensorFlow('a gradient is clipped to the global norm that is asked for', (backend) => {
    // With β₁ = 0 and no decay the first moment is the clipped gradient itself.
    const gradientOf = (clipNorm) => {
        const options = sampleOptions(samples, { optimizer: { clipNorm, beta1: 0, weightDecay: 0 } });
        const engine = openGraphEngine(backend, options);
        const [report] = stepsOf(engine, options.objective, 1, 1);
        const norm = Math.sqrt(sumOfSquares(engine.readState()));
        engine.close();
        assert.ok(report !== undefined);
        return { report, norm };
    };
    const free = gradientOf(0);
    assert.ok(free.norm > 0.1);
    assert.ok(Math.abs(free.norm / free.report.gradientNorm - 1) < 1e-5);
    const clipped = gradientOf(0.01);
    assert.ok(Math.abs(clipped.report.gradientNorm / free.norm - 1) < 1e-5);
    assert.ok(Math.abs(clipped.norm / 0.01 - 1) < 1e-3);
    const loose = gradientOf(100);
    assert.ok(Math.abs(loose.norm / free.norm - 1) < 1e-5);
});
function sumOfSquares({ firstMoments }) {
    let sum = 0;
    for (const { data } of firstMoments.values())
        for (const value of data)
            sum += value * value;
    return sum;
}
testWithTensorFlow('a batch with nothing to judge changes no weight but by decay, and gives loss 0', (backend) => {
    const options = sampleOptions(samples, { optimizer: { weightDecay: 0 } });
    const engine = openGraphEngine(backend, options);
    const before = engine.readState().weights;
    const empty = { ...sampleBatch(samples, 1), used: new Int32Array(samples) };
    assert.deepEqual(engine.step([options.objective.collate(empty)], { step: 1, learningRate: 1 }), {
        loss: 0,
        gradientNorm: 0,
    });
    assert.deepEqual(engine.readState().weights, before);
    engine.close();
});
testWithTensorFlow('200 steps leave no tensor behind', (backend) => {
    const { binding } = backend.native;
    const atFirst = binding.getNumOfTensors();
    for (const open of [openGraphEngine, openEagerEngine]) {
        const options = sampleOptions(samples / 2, { dropout: 0.1 });
        const engine = open(backend, options);
        stepsOf(engine, options.objective, 1, 3, 2);
        const early = binding.getNumOfTensors();
        stepsOf(engine, options.objective, 4, open === openGraphEngine ? 200 : 20, 2);
        engine.evaluate(options.objective.collate(sampleBatch(samples / 2, 1)));
        engine.writeState(engine.readState());
        assert.ok(binding.getNumOfTensors() <= early);
        engine.close();
        assert.equal(binding.getNumOfTensors(), atFirst);
        assert.equal(binding.getNumOfSavedModels(), 0);
    }
});
testWithTensorFlow('state of another model is refused', (backend) => {
    const options = sampleOptions(samples);
    for (const open of [openGraphEngine, openEagerEngine]) {
        const engine = open(backend, options);
        const data = new Float32Array(4);
        const write = (name) => () => engine.writeState({ weights: new Map([[name, { dtype: 'float32', shape: [2, 2], data }]]) });
        assert.throws(write('wte.weight'), { code: 'weight-shape' });
        assert.throws(write('score.weight'), { code: 'weight-shape' });
        engine.close();
    }
});
//# sourceMappingURL=engines.test.js.map