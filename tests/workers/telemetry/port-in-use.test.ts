import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { Runtime } from '@temporalio/worker';
import { openTelemetry } from '../../../workers/telemetry/open-telemetry.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

test('a port in use ends a command that serves, and is a note where a build is made', async (context) => {
  const folder = temporaryFolder(context);
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  context.after(() => blocker.close());
  const address = blocker.address();
  assert.ok(address !== null && typeof address === 'object');
  const env = { MILLRACE_METRICS_ADDRESS: `127.0.0.1:${address.port}` };
  const notes: string[] = [];
  const options = { env, folder, onNote: (text: string) => void notes.push(text) };
  assert.throws(() => openTelemetry({ ...options, serves: true }), { code: 'metrics-port' });
  await openTelemetry({ ...options, serves: false }).flush();
  await Runtime.instance().shutdown();
  assert.deepEqual(notes, [
    `metrics cannot be served at 127.0.0.1:${address.port}: another process listens there; going on without`,
  ]);
});
