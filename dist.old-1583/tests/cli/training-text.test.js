import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trainingShare, trainingText } from '../../cli/build/training-text.js';
const started = {
    ...{ run: 'mail-spam-0123abcd', step: 0, steps: 1200, loss: null, validationLoss: null, tokensPerSecond: null },
    ...{ secondsLeft: null, backend: null, note: 'starting' },
};
test('a run tells what it does before it has steps, and then of its steps, loss, speed and time', () => {
    assert.equal(trainingText(started), 'mail-spam-0123abcd · starting');
    const stepping = { ...started, note: '', step: 1100, loss: 0.23149, tokensPerSecond: 21_000.4, secondsLeft: 75 };
    assert.equal(trainingText(stepping), 'step 1,100 of 1,200 · loss 0.231 · 21,000 tokens/s · about 1 min 15 s left');
    assert.equal(trainingText({ ...stepping, note: 'validating', validationLoss: 0.3 }), 'step 1,100 of 1,200 · loss 0.231, validation 0.300 · validating');
});
test('its share is of its steps, and nothing before it knows them', () => {
    assert.equal(trainingShare({ ...started, steps: 0 }), 0);
    assert.equal(trainingShare({ ...started, step: 300 }), 0.25);
    assert.equal(trainingShare({ ...started, step: 1200 }), 1);
});
//# sourceMappingURL=training-text.test.js.map