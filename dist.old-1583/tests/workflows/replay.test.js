import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from '@temporalio/worker';
import { packageRoot } from '../../storage/package-root.js';
import { workflowBundlePath } from '../../workers/bundle-workflows.js';
import * as workflows from '../../workflows/index.js';
// Histories of real workflows. Builds: undisturbed; its worker killed; cut into runs by a server that suggests it after
// 100 events. Scheduled builds: with a page; with failed gates, a paused schedule and a review; called off since the
// schedule was paused; failed for want of files. A review that approved. Runs from raw files to judged models: undisturbed; gates failed. A training run whose worker was killed.
// Recorded by `temporal workflow show --workflow-id ID --output json`. A change of workflow code that breaks one would
// also break the workflows that run while Millrace is upgraded: patch the workflow, do not record anew.
// The SDK reads them only where all of its packages share one copy of protobufjs, hence the development dependency.
const folder = new URL('tests/workflows/histories/', packageRoot);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
test('there is a history of every workflow', () => {
    const recorded = new Set(names.map((name) => /"workflowType":\{"name":"(\w+)"/.exec(textOf(name))?.[1]));
    const written = Object.entries(workflows).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    assert.deepEqual([...recorded].sort(), written.sort());
});
for (const name of names) {
    test(`replays ${name}`, async () => {
        await replay(textOf(name));
    });
}
for (const [name, from, to] of [
    ['build.json', '"openPhase"', '"commitBuild"'],
    ['build-gates-failed.json', '"pauseSchedule"', '"describeVersion"'],
    ['review.json', '"decideVersion"', '"pauseSchedule"'],
    ['run.json', '"planRun"', '"evaluate"'],
    ['train-worker-killed.json', '"activityType":{"name":"train"}', '"activityType":{"name":"evaluate"}'],
]) {
    test(`${name} with another order of its work is refused`, async () => {
        const text = textOf(name).replaceAll(from, to);
        assert.notEqual(text, textOf(name));
        await assert.rejects(replay(text), (error) => error.name === 'DeterminismViolationError');
    });
}
/** Replays a history under the id that its workflow had, from which the ids of its children come. */
async function replay(text) {
    const history = JSON.parse(text);
    const options = { workflowBundle: { codePath: workflowBundlePath } };
    await Worker.runReplayHistory(options, history, history.events[0]?.workflowExecutionStartedEventAttributes.workflowId);
}
function textOf(name) {
    return readFileSync(new URL(name, folder), 'utf8');
}
//# sourceMappingURL=replay.test.js.map