import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { writeCheckpoint } from '../../../training/checkpoints/write-checkpoint.js';
import { recordRun } from '../../../training/runs/run-record.js';
import { readRunResult, runState, writeRunResult } from '../../../training/runs/run-state.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { sampleCheckpoint } from '../checkpoints/sample-checkpoint.js';
import { sampleRun } from './sample-run.js';
const { run } = sampleRun;
const folder = `runs/${run}`;
const result = {
    ...{
        run,
        name: 'spam',
        steps: 40,
        resumedFrom: 20,
        changedSettings: [],
        loss: 0.5,
        validationLoss: null,
        tokens: 640,
        parameters: 12,
    },
    ...{ tokensPerSecond: 100.5, seconds: 6.4, backend: 'tensorflow 2.18.1', device: 'cpu', deviceName: 'a processor' },
    ...{ checkpoint: `${folder}/checkpoints/00000040`, page: '## page' },
};
test('a run is new, then unfinished at its newest checkpoint, then finished with its result', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    assert.deepEqual(await runState(storage, run), { kind: 'new' });
    await recordRun(storage, folder, sampleRun);
    assert.deepEqual(await runState(storage, run), { kind: 'new' });
    for (const step of [10, 20])
        await writeCheckpoint(storage, folder, sampleCheckpoint(step, 6, null));
    assert.deepEqual(await runState(storage, run), { kind: 'unfinished', step: 20 });
    assert.equal(await readRunResult(storage, folder), undefined);
    await writeRunResult(storage, folder, result);
    assert.deepEqual(await runState(storage, run), { kind: 'finished', result });
    assert.deepEqual(await readRunResult(storage, folder), result);
});
test('a checkpoint whose record was never written is not where a run stands', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    for (const step of [10, 20])
        await writeCheckpoint(storage, folder, sampleCheckpoint(step, 6, null));
    await storage.delete(`${folder}/checkpoints/00000020/checkpoint.json`);
    assert.deepEqual(await runState(storage, run), { kind: 'unfinished', step: 10 });
    await storage.delete(`${folder}/checkpoints/00000010/checkpoint.json`);
    assert.deepEqual(await runState(storage, run), { kind: 'new' });
});
//# sourceMappingURL=run-state.test.js.map