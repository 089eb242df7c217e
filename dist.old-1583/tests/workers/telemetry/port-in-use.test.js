import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { Runtime } from '@temporalio/worker';
import { openTelemetry } from '../../../workers/telemetry/open-telemetry.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
test('a port in use ends a command that serves, and is a note where a build is made', async (context) => {
    const folder = temporaryFolder(context);
    const blocker = createServer();
    await new Promise((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    context.after(() => blocker.close());
    const address = blocker.address();
    assert.ok(address !== null && typeof address === 'object');
    const env = { MILLRACE_METRICS_ADDRESS: `127.0.0.1:${address.port}` };
    const notes = [];
    const options = { env, folder, onNote: (text) => void notes.push(text) };
    assert.throws(() => openTelemetry({ ...options, serves: true }), { code: 'metrics-port' });
    await openTelemetry({ ...options, serves: false }).flush();
    await Runtime.instance().shutdown();
    assert.deepEqual(notes, [
        `metrics cannot be served at 127.0.0.1:${address.port}: another process listens there; going on without`,
    ]);
});
//# sourceMappingURL=port-in-use.test.js.map