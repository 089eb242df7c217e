import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { runFolder } from '../../../training/runs/run-folder.js';
import { readRunRecord, recordRun } from '../../../training/runs/run-record.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { sampleRun as config } from './sample-run.js';
test('a run is recorded once, and a run of other settings is refused with what differs', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const folder = runFolder(config.run);
    await assert.rejects(readRunRecord(storage, folder), { code: 'not-found' });
    assert.equal(await recordRun(storage, folder, config), 'new');
    assert.equal(await recordRun(storage, folder, structuredClone(config)), 'known');
    assert.deepEqual(await readRunRecord(storage, folder), config);
    const { from, ...settings } = config.settings;
    const model = { name: 'gpt', parameters: { layers: 6, width: 128 } };
    const changed = { ...config, settings: { ...settings, from, seed: 2, model }, data: { ...config.data, version: 4 } };
    await assert.rejects(recordRun(storage, folder, changed), {
        code: 'run-changed',
        message: 'the run began with other settings: data.version: 3 is now 4; settings.model.parameters.layers: 4 is now 6; settings.seed: 1 is now 2',
    });
    assert.deepEqual(await readRunRecord(storage, folder), config);
});
test('what is no record of a run is refused', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    for (const content of ['', 'null', '[]', '{"format":"millrace-run/2","run":"a"}']) {
        await storage.put('runs/a/run.json', Buffer.from(content));
        await assert.rejects(readRunRecord(storage, 'runs/a'), { code: 'bad-run-record', at: 'runs/a/run.json' }, content);
    }
});
test('a run’s name cannot leave the folder of runs', () => {
    assert.equal(runFolder('a-1_b.c'), 'runs/a-1_b.c');
    for (const name of ['', '..', '.hidden', 'a/b', 'a\\b', 'a\0', 'a'.repeat(201)]) {
        assert.throws(() => runFolder(name), { code: 'bad-run', kind: 'usage' }, name);
    }
});
//# sourceMappingURL=run-record.test.js.map