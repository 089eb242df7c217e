import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { TypedSearchAttributes } from '@temporalio/common';
import { commitVersion, listVersions, readVersion } from '../../../shards/catalogue.js';
import { readDecision } from '../../../shards/decision.js';
import { readLatest } from '../../../shards/latest.js';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { decideVersion } from '../../../workers/review/decide-version.js';
import { pauseSchedule } from '../../../workers/schedules/pause-schedule.js';
import { taskQueueOf } from '../../../workers/task-queue.js';
import { connectClient } from '../../../workers/temporal/connection.js';
import { openTemporal } from '../../../workers/temporal/server.js';
import { attributes } from '../../../workflows/attributes.js';
import { reviewId } from '../../../workflows/review.js';
import { millraceOutput, startMillrace } from '../../journeys/build-command.js';
import { writeSampleVersion } from '../../shards/sample-version.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { hasTemporalCli } from '../temporal/available-cli.js';
const dataset = 'docs';
const env = { ...process.env, TEMPORAL_ADDRESS: undefined };
/** A recipe whose gate wants half of the records kept, over 20 good ones and so many bad ones. */
function writeRecipe(folder, bad) {
    const line = (id, text) => `${JSON.stringify({ id, text })}\n`;
    const good = Array.from({ length: 20 }, (_, i) => line(`good-${i}`, `A quiet page about the mills of the valley, ${i}`));
    const poison = Array.from({ length: bad }, (_, i) => line(`bad-${i}`, `spam ${i}`));
    writeFileSync(join(folder, 'docs.jsonl'), [...good, ...poison].join(''));
    const recipe = join(folder, 'docs.yaml');
    writeFileSync(recipe, `version: 1
dataset: ${dataset}
kind: text
sources:
  - { format: jsonl, path: docs.jsonl, id: id }
stages:
  - gopher-quality: { minWords: 5, minStopWords: 0, words: whitespace }
gates:
  - { metric: kept.ratio, min: 0.5 }
`);
    return recipe;
}
async function millrace(store, ...words) {
    const end = await millraceOutput([...words, '--store', store.storage.location, '--json'], env);
    return { ...end, result: JSON.parse(end.stdout) };
}
async function openServer(t, { storage }) {
    const server = await openTemporal({ folder: storage.location, env: {} });
    t.after(() => server.stop());
    return { client: await connectClient(server.target), stop: server.stop };
}
/** A worker as the command line runs it; gives what ends it. */
function startWorker(t, { storage }) {
    const { child, ended } = startMillrace(['worker', '--threads', '1', '--store', storage.location], env);
    t.after(() => child.kill('SIGKILL'));
    return async () => {
        child.kill('SIGINT');
        await ended;
    };
}
const review = (client, { taskQueue }, version) => client.workflow.getHandle(reviewId(taskQueue, dataset, version));
/** Commits a version that failed its gates, with its review and a schedule that was paused for it. */
async function failedVersion(client, { storage, taskQueue }) {
    const draft = await writeSampleVersion(storage, dataset, 8);
    const summary = { versions: (await listVersions(storage, dataset)).length };
    const stored = await commitVersion(storage, { ...draft, gatesPassed: false, summary });
    const { version } = stored.manifest;
    const schedule = `nightly-${version}`;
    await client.schedule.create({
        scheduleId: schedule,
        spec: { intervals: [{ every: '1 day' }] },
        action: { type: 'startWorkflow', workflowType: 'buildDataset', taskQueue, args: [] },
    });
    await pauseSchedule(client, {
        schedule,
        note: `Paused by Millrace: a gate of ${dataset}@${version} failed: kept.ratio is 0.3, at least 0.5 wanted.`,
    });
    const request = { store: storage.location, dataset, version, manifestSha256: stored.sha256, schedule };
    await client.workflow.start('reviewVersion', {
        workflowId: reviewId(taskQueue, dataset, version),
        taskQueue,
        args: [request],
        typedSearchAttributes: new TypedSearchAttributes([
            { key: attributes.datasetVersion, value: `${dataset}@${version}` },
        ]),
    });
    return stored;
}
async function isPaused(client, version) {
    return (await client.schedule.getHandle(`nightly-${version}`).describe()).state.paused;
}
const latestOf = async ({ storage }) => (await readLatest(storage, dataset))?.version;
test('a failed gate waits for a person, who decides in the UI, at the command line, or without a server', async (t) => {
    if (!(await hasTemporalCli(t)))
        return;
    const folder = temporaryFolder(t);
    const storage = openLocalFolder(join(folder, 'store'));
    const store = { storage, taskQueue: taskQueueOf(storage, env) };
    await t.test('the build exits 3, latest stays, and a review opens with the page', async (t) => {
        const { client, stop } = await openServer(t, store);
        assert.equal((await millrace(store, 'build', writeRecipe(folder, 0), '--threads', '1')).code, 0);
        const failed = await millrace(store, 'build', writeRecipe(folder, 30), '--threads', '1');
        assert.equal(failed.code, 3, failed.stderr);
        assert.match(failed.stderr, /docs@latest stays where it was\.\n {2}npx millrace diff docs\n/);
        assert.equal(await latestOf(store), 1);
        const described = await review(client, store, 2).describe();
        assert.equal(described.status.name, 'RUNNING');
        assert.match((await described.staticDetails()) ?? '', /docs@2/);
        assert.equal(described.typedSearchAttributes.get(attributes.datasetVersion), 'docs@2');
        const { result, stderr } = await millrace(store, 'status');
        const reviews = result['reviews'];
        assert.deepEqual(reviews.map(({ version, decision }) => [version, decision]), [[2, null]]);
        assert.match(stderr, /review of docs@2, waits since .*npx millrace approve docs@2/);
        await stop();
    });
    await t.test('a signal from the UI approves, a second one changes nothing', async (t) => {
        const { client, stop } = await openServer(t, store);
        const third = await failedVersion(client, store);
        const endWorker = startWorker(t, store);
        // The UI sends what a person types, as JSON: a text, nothing, or anything else.
        await review(client, store, 2).signal('approve', 'the site really lost its blog');
        await review(client, store, 2).signal('reject');
        assert.deepEqual(await review(client, store, 2).result(), {
            ...{ decision: 'approved', note: 'the site really lost its blog', latest: 2, resumed: false },
        });
        assert.equal(await latestOf(store), 2);
        const decided = JSON.parse(readFileSync(join(storage.location, dataset, 'decisions/00000002.json'), 'utf8'));
        assert.equal(decided.note, 'the site really lost its blog');
        await review(client, store, 3).signal('approve', { why: ['fine'] });
        assert.deepEqual(await review(client, store, 3).result(), {
            ...{ decision: 'approved', note: '{"why":["fine"]}', latest: 3, resumed: true },
        });
        assert.equal(await isPaused(client, 3), false);
        await assert.rejects(decideVersion(storage, null, {
            ...{ store: storage.location, dataset, version: 3, manifestSha256: 'f'.repeat(64) },
            ...{ decision: 'approved', note: '', schedule: null },
        }), { code: 'version-changed', at: third.key });
        await failedVersion(client, store);
        const { code, result } = await millrace(store, 'reject', 'docs@4', '--note', 'an empty crawl');
        assert.equal(code, 0);
        assert.deepEqual(result, {
            ...{ dataset, version: 4, decision: 'rejected', latest: 3, moved: false, resumed: false },
            ...{ review: 'ended', schedule: 'nightly-4' },
        });
        assert.equal((await review(client, store, 4).result()).decision, 'rejected');
        assert.equal(await isPaused(client, 4), true);
        await endWorker();
        await failedVersion(client, store);
        await failedVersion(client, store);
        await stop();
    });
    await t.test('without a server the decision holds at once, and the next worker ends the reviews', async (t) => {
        const newer = await millrace(store, 'approve', 'docs', '--note', 'looked at it');
        assert.deepEqual(newer.result, {
            ...{ dataset, version: 6, decision: 'approved', latest: 6, moved: true, resumed: true },
            ...{ review: 'waits', schedule: 'nightly-6' },
        });
        const older = await millrace(store, 'approve', 'docs@5');
        assert.match(older.stderr, /docs@latest stays at version 6, which is newer\./);
        assert.equal(older.result['moved'], false);
        const lost = await millrace(store, 'reject', 'docs@6');
        assert.equal(lost.code, 2);
        assert.match(lost.stderr, /docs@6 was approved before: looked at it \[already-decided\]/);
        const { client, stop } = await openServer(t, store);
        const { stderr } = await millrace(store, 'status');
        assert.match(stderr, /review of docs@6, approved: ends with the next build or worker/);
        const endWorker = startWorker(t, store);
        for (const version of [5, 6]) {
            assert.equal((await review(client, store, version).result()).decision, 'approved');
            assert.equal(await isPaused(client, version), false);
            assert.equal((await readDecision(storage, await readVersion(storage, dataset, version)))?.decision, 'approved');
        }
        assert.equal(await latestOf(store), 6);
        await endWorker();
        await stop();
    });
});
//# sourceMappingURL=review.test.js.map