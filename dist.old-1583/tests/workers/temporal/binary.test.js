import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findInstalledCli } from '../../../workers/temporal/binary.js';
describe('finding the Temporal CLI', () => {
    let folder;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-cli-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    async function cliThatSays(words) {
        const bin = await mkdtemp(join(folder, 'bin-'));
        await writeFile(join(bin, 'temporal'), `#!/bin/sh\necho '${words}'\n`);
        await chmod(join(bin, 'temporal'), 0o755);
        return bin;
    }
    const environment = (more) => ({ PATH: '', XDG_CACHE_HOME: join(folder, 'none'), ...more });
    it('takes the one that TEMPORAL_CLI names before all others', async () => {
        const named = join(await cliThatSays('temporal version 1.5.0 (Server 1.29.0, UI 2.42.0)'), 'temporal');
        const path = await cliThatSays('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)');
        assert.deepEqual(await findInstalledCli(environment({ TEMPORAL_CLI: named, PATH: path })), {
            path: named,
            version: '1.5.0',
            via: 'TEMPORAL_CLI',
        });
    });
    it('refuses a TEMPORAL_CLI that is absent, too old, or something else', async () => {
        const others = [
            join(folder, 'absent'),
            folder,
            join(await cliThatSays('temporal version 1.4.9 (Server 1.29.0)'), 'temporal'),
            join(await cliThatSays('tctl 1.18'), 'temporal'),
        ];
        for (const named of others) {
            await assert.rejects(findInstalledCli(environment({ TEMPORAL_CLI: named })), {
                code: 'temporal-cli-unusable',
                kind: 'usage',
                at: 'TEMPORAL_CLI',
            });
        }
    });
    it('walks PATH past executables that are too old or cannot run', async () => {
        const old = await cliThatSays('temporal version 0.13.2');
        const other = await cliThatSays('hello');
        const recent = await cliThatSays('temporal version 2.0.0 (Server 2.0.0, UI 3.0.0)');
        const found = await findInstalledCli(environment({ PATH: `/absent::${old}:${other}:${recent}` }));
        assert.deepEqual(found, { path: join(recent, 'temporal'), version: '2.0.0', via: 'PATH' });
        assert.equal(await findInstalledCli(environment({ PATH: `${old}:${other}` })), undefined);
    });
    it('does not take a cached executable of another size', async () => {
        const cache = join(folder, 'cache');
        const versions = join(cache, 'millrace', 'temporal-1.9.1-3cca23d0');
        await mkdir(versions, { recursive: true });
        await writeFile(join(versions, 'temporal'), 'cut short', { mode: 0o755 });
        assert.equal(await findInstalledCli(environment({ XDG_CACHE_HOME: cache })), undefined);
    });
});
//# sourceMappingURL=binary.test.js.map