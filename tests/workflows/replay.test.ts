import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from '@temporalio/worker';
import { packageRoot } from '../../storage/package-root.ts';
import { workflowBundlePath } from '../../workers/bundle-workflows.ts';

// Histories of real builds: undisturbed; its worker killed; cut into runs by a server that suggests it after 100 events.
// Recorded by `temporal workflow show --workflow-id ID --output json`. A change of workflow code that breaks one would
// also break the builds that run while Millrace is upgraded: patch the workflow, do not record anew.
// The SDK reads them only where all of its packages share one copy of protobufjs, hence the development dependency.
const folder = new URL('tests/workflows/histories/', packageRoot);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('there are histories to replay', () => {
  assert.ok(names.length >= 3, names.join(', '));
});

for (const name of names) {
  test(`replays ${name}`, async () => {
    const history = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    await Worker.runReplayHistory({ workflowBundle: { codePath: workflowBundlePath } }, history, name);
  });
}

test('a history of another order of activities is refused', async () => {
  const name = names[0] ?? '';
  const text = readFileSync(new URL(name, folder), 'utf8').replaceAll('"openPhase"', '"commitBuild"');
  await assert.rejects(
    Worker.runReplayHistory({ workflowBundle: { codePath: workflowBundlePath } }, JSON.parse(text), name),
    (error: Error) => error.name === 'DeterminismViolationError',
  );
});
