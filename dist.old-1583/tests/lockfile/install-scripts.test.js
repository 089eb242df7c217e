import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../storage/package-root.js';
import { withoutInstallScripts } from './install-scripts.js';
test('the lockfile mutes the install scripts of TensorFlow', () => {
    const lockfile = readFileSync(new URL('package-lock.json', packageRoot), 'utf8');
    assert.ok(withoutInstallScripts(lockfile) === lockfile, 'npm install has rewritten package-lock.json: npm run lock');
});
test('muting changes these entries only', () => {
    const fresh = {
        packages: {
            'node_modules/@tensorflow/tfjs-node': { version: '4.22.0', hasInstallScript: true },
            'node_modules/@tensorflow/tfjs-node-gpu': { version: '4.22.0', hasInstallScript: true, gypfile: true },
            'node_modules/core-js': { hasInstallScript: true },
        },
    };
    assert.deepEqual(JSON.parse(withoutInstallScripts(JSON.stringify(fresh))), {
        packages: {
            'node_modules/@tensorflow/tfjs-node': { version: '4.22.0', gypfile: false },
            'node_modules/@tensorflow/tfjs-node-gpu': { version: '4.22.0', gypfile: false },
            'node_modules/core-js': { hasInstallScript: true },
        },
    });
    assert.throws(() => withoutInstallScripts('{"packages":{}}'), /tfjs-node/);
});
//# sourceMappingURL=install-scripts.test.js.map