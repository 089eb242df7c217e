import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkMachine } from '../../../workers/temporal/check.js';
describe('check of the machine', () => {
    let folder;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-check-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    function named(checks, name) {
        const check = checks.find((one) => one.name === name);
        assert.ok(check, name);
        return check;
    }
    it('looks at everything and leaves nothing behind', async () => {
        const checks = await checkMachine(join(folder, 'a', 'b'), process.env);
        const names = ['node', 'pip', 'temporal-cli', 'temporal', 'store-write', 'store-pipe', 'store-disk', 'memory'];
        assert.deepEqual(checks.map((check) => check.name), names);
        for (const { ok, found, hint } of checks) {
            assert.ok(found.length > 0);
            assert.equal(hint === null, ok);
        }
        assert.equal(named(checks, 'store-write').found, folder);
        assert.deepEqual(await readdir(folder), []);
    });
    it('says what to do where there is neither pip nor a Temporal CLI', async () => {
        const checks = await checkMachine(folder, { PATH: folder, HOME: folder, XDG_CACHE_HOME: folder });
        for (const name of ['pip', 'temporal-cli']) {
            assert.equal(named(checks, name).ok, false);
            assert.match(named(checks, name).hint ?? '', /install Python 3 with pip/);
        }
    });
    it('needs neither where a person names a Temporal, and says that it cannot be reached', async () => {
        const env = { PATH: folder, HOME: folder, XDG_CACHE_HOME: folder, TEMPORAL_ADDRESS: '127.0.0.1:1' };
        const checks = await checkMachine(folder, env);
        assert.equal(named(checks, 'pip').ok, true);
        assert.equal(named(checks, 'temporal-cli').ok, true);
        assert.equal(named(checks, 'temporal').ok, false);
        assert.match(named(checks, 'temporal').found, /127\.0\.0\.1:1/);
        assert.match(named(checks, 'temporal').hint ?? '', /TEMPORAL_ADDRESS/);
    });
    it('finds a store that cannot be written', async (test) => {
        if (!existsSync('/proc/self'))
            return test.skip('needs a folder that even root cannot write, such as /proc');
        const checks = await checkMachine('/proc/self', process.env);
        assert.equal(named(checks, 'store-write').ok, false);
        assert.equal(named(checks, 'store-pipe').ok, false);
        assert.equal(named(checks, 'store-disk').ok, false);
    });
});
//# sourceMappingURL=check.test.js.map