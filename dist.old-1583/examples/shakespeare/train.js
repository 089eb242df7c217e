import { configuration, learningRates } from './configuration.js';
import { allWindows, drawStarts, windowInputs } from './windows.js';
/** Trains for all steps; gives the seconds that they took. */
export function train(engine, { training }, onStep) {
    const { batch } = configuration;
    const starts = drawStarts(training.length);
    const began = performance.now();
    const elapsed = () => (performance.now() - began) / 1000;
    for (const [index, learningRate] of learningRates.entries()) {
        const inputs = windowInputs(training, starts.subarray(index * batch, (index + 1) * batch));
        const { loss } = engine.step([inputs], { step: index + 1, learningRate });
        onStep({ step: index + 1, loss, seconds: elapsed() });
    }
    return elapsed();
}
/** Mean loss over the whole validation split, each token judged once. */
export function validationLoss(engine, { validation }) {
    let lossSum = 0;
    let targets = 0;
    for (const batch of allWindows(validation)) {
        lossSum += engine.evaluate(batch)['lossSum']?.[0] ?? Number.NaN;
        targets += batch.targets;
    }
    return lossSum / targets;
}
//# sourceMappingURL=train.js.map