import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildExitCode } from '../../cli/exit-code.js';
const records = { in: 100, kept: 95, dropped: 3, merged: 0, quarantined: 2 };
test('a failed gate comes before a quarantine above its limit, and that before success', () => {
    assert.equal(buildExitCode({ gatesPassed: true, records }, 0.02), 0);
    assert.equal(buildExitCode({ gatesPassed: true, records }, 0.019), 4);
    assert.equal(buildExitCode({ gatesPassed: false, records }, 0.019), 3);
});
//# sourceMappingURL=exit-code.test.js.map