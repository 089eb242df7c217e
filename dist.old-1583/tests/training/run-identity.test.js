import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSettings } from '../../training/run-identity.js';
const identity = { backend: 'tensorflow', device: 'cpu', threads: 2 };
test('equal settings leave nothing to say', () => {
    assert.deepEqual(changedSettings(identity, { ...identity }), []);
});
test('what differs from before is named, also a setting that is new or gone', () => {
    const withSetting = { ...identity, TF_ENABLE_ONEDNN_OPTS: '0' };
    assert.deepEqual(changedSettings(identity, { ...identity, threads: 4 }), ['threads']);
    assert.deepEqual(changedSettings(identity, withSetting), ['TF_ENABLE_ONEDNN_OPTS']);
    assert.deepEqual(changedSettings(withSetting, identity), ['TF_ENABLE_ONEDNN_OPTS']);
});
//# sourceMappingURL=run-identity.test.js.map