import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { cacheFolder } from '../../wheels/environment.js';
test('the cache lies where XDG_CACHE_HOME says, else in the home folder, always as an absolute path', () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: '/caches', HOME: '/home/a' }), '/caches/millrace');
    assert.equal(cacheFolder({ XDG_CACHE_HOME: '', HOME: '/home/a' }), '/home/a/.cache/millrace');
    assert.equal(cacheFolder({}), join(homedir(), '.cache/millrace'));
    assert.equal(cacheFolder({ XDG_CACHE_HOME: 'caches' }), resolve('caches/millrace'));
});
//# sourceMappingURL=environment.test.js.map