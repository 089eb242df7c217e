import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findCards } from '../../training/backend/cards.js';
import { connectClient } from '../../workers/temporal/connection.js';
import { temporalSettings } from '../../workers/temporal/settings.js';
import { attributes } from '../../workflows/attributes.js';
import { finishedJobs, isAlive, millraceOutput, startMillrace, } from './build-command.js';
import { temporaryFolder } from './mail-store.js';
import { startNamedServer } from './named-server.js';
import { processesOf } from './processes.js';
import { steps, tinyRun, writeTrainingRecipe } from './training-recipe.js';
import { checkpointSteps, runDigests, trainingPid } from './training-run.js';
const folder = temporaryFolder();
const recipe = writeTrainingRecipe(folder.path, '0000*.txt', `train:
  - ${tinyRun}
  - name: spam
    from: tiny
    objective: classify
    classes: { ham: [easy-ham-1, easy-ham-2, hard-ham-1], spam: [spam-1, spam-2] }
    steps: ${steps}
    batch: 8
    device: cpu
evaluate:
  - { run: tiny, metrics: [perplexity] }
  - { run: spam, metrics: [accuracy, f1], against: naive-bayes }`);
const calmStore = join(folder.path, 'calm');
let server;
let calm;
before(async () => {
    server = await startNamedServer(50_000);
    calm = outcomeOf(await startRun(calmStore, server).ended);
});
after(async () => {
    await server.stop();
    folder[Symbol.dispose]();
});
function startRun(store, named, ...more) {
    const env = named === undefined ? process.env : { ...process.env, TEMPORAL_ADDRESS: named.address };
    return startMillrace(['run', recipe, '--store', store, '--threads', '2', '--json', ...more], env);
}
function outcomeOf({ code, stdout, stderr }) {
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
}
/** All of an outcome that must repeat: not its times, nor how it came to be. */
function repeatable(store, { build, train, eval: evaluated }) {
    return {
        manifest: build.manifestSha256,
        train: train.map(({ run, loss, steps: done }) => ({ run, loss, steps: done, files: runDigests(store, run, done) })),
        evaluated,
    };
}
test('run goes from raw mail to judged models, one after the other, and leaves nothing running', () => {
    const { build, train, eval: evaluated } = calm;
    assert.equal(build.version, 1);
    assert.deepEqual(train.map(({ name, steps: done, device }) => ({ name, done, device })), [
        { name: 'tiny', done: steps, device: 'cpu' },
        { name: 'spam', done: steps, device: 'cpu' },
    ]);
    const [language, classifier] = evaluated;
    assert.deepEqual([language?.name, classifier?.name], ['tiny', 'spam']);
    const perplexity = language?.metrics['perplexity'] ?? Number.NaN;
    assert.ok(perplexity > 1 && perplexity < 400, `perplexity ${perplexity} over a vocabulary of 400`);
    const naiveBayes = classifier?.against['naive-bayes'];
    assert.deepEqual(Object.keys(classifier?.metrics ?? {}), ['accuracy', 'f1']);
    assert.deepEqual(Object.keys(naiveBayes ?? {}), ['accuracy', 'f1']);
    for (const share of [...Object.values(classifier?.metrics ?? {}), ...Object.values(naiveBayes ?? {})]) {
        assert.ok(share >= 0 && share <= 1, String(share));
    }
    for (const { run, checkpoint } of train) {
        assert.ok(existsSync(join(calmStore, checkpoint, 'checkpoint.json')));
        assert.ok(existsSync(join(calmStore, 'runs', run, 'evaluation.json')));
    }
    assert.deepEqual(processesOf(calmStore), []);
});
test('the workflows are a parent with a build and two runs below it, each with its page, found by their attributes', async () => {
    const settings = temporalSettings({ TEMPORAL_ADDRESS: server.address });
    assert.ok(settings.kind === 'external');
    const client = await connectClient(settings.target);
    const id = calm.build.workflowId;
    const found = {};
    for await (const { workflowId, type, status } of client.workflow.list({ query: `Store='${calmStore}'` })) {
        assert.equal(status.name, 'COMPLETED');
        found[workflowId] = type;
    }
    assert.deepEqual(found, {
        [id]: 'endToEnd',
        [`${id}-build`]: 'buildDataset',
        [`${id}-train-tiny`]: 'trainModel',
        [`${id}-train-spam`]: 'trainModel',
        ...Object.fromEntries(['', '-build', '-train-tiny', '-train-spam'].map((each) => [`${id}${each}-report`, 'report'])),
    });
    const { typedSearchAttributes: shown } = await client.workflow.getHandle(id).describe();
    assert.equal(shown.get(attributes.stage), 'done');
    assert.equal(shown.get(attributes.datasetVersion), 'mail@1');
    assert.equal(shown.get(attributes.gatePassed), true);
    const child = await client.workflow.getHandle(`${id}-train-spam`).describe();
    assert.equal(child.parentExecution?.workflowId, id);
    await client.connection.close();
});
test('the same command again finds all of it done', async () => {
    const again = outcomeOf(await startRun(calmStore, server).ended);
    assert.equal(again.build.identical, true);
    assert.equal(again.build.reusedPartitions, again.build.partitions);
    assert.deepEqual(again.train.map(({ seconds }) => seconds), calm.train.map(({ seconds }) => seconds));
    assert.deepEqual(repeatable(calmStore, again), repeatable(calmStore, calm));
});
test('train and eval alone know the same runs, and give the same', async () => {
    const env = { ...process.env, TEMPORAL_ADDRESS: server.address };
    const words = ['--store', calmStore, '--threads', '2', '--json'];
    const told = await millraceOutput(['train', recipe, '--data', 'mail@1', ...words], env);
    assert.equal(told.code, 0, told.stderr);
    const { run, runs } = JSON.parse(told.stdout);
    assert.equal(run, calm.train.at(-1)?.run);
    assert.deepEqual(runs.map((each) => [each.run, each.seconds]), calm.train.map((each) => [each.run, each.seconds]));
    const judged = await millraceOutput(['eval', run, '--against', 'naive-bayes', ...words], env);
    assert.equal(judged.code, 0, judged.stderr);
    const { metrics, against } = JSON.parse(judged.stdout);
    const expected = calm.eval.at(-1);
    for (const [name, value] of Object.entries(expected?.metrics ?? {}))
        assert.equal(metrics[name], value);
    assert.equal(against['naive-bayes']?.['f1'], expected?.against['naive-bayes']?.['f1']);
    const unknown = await millraceOutput(['train', recipe, '--only', 'tyni', ...words], env);
    assert.equal(unknown.code, 2, unknown.stderr);
    assert.match(unknown.stderr, /no "tyni", did you mean "tiny"\?/);
});
test('a GPU that is asked for and not there is an error, before the run has begun', async (t) => {
    if ((await findCards(process.env)).cards.length > 0)
        return t.skip('there is a GPU here');
    const { code, stdout, stderr } = await startRun(calmStore, server, '--set', 'train.0.device=gpu').ended;
    assert.equal(code, 2, stderr);
    assert.equal(JSON.parse(stdout).error.code, 'no-gpu');
    const others = readdirSync(join(calmStore, 'runs')).filter((name) => !calm.train.some(({ run }) => run === name));
    for (const run of others)
        assert.deepEqual(readdirSync(join(calmStore, 'runs', run)), ['run.json']);
});
test('a version whose gates fail is built and not trained on: exit 3', async () => {
    const store = join(folder.path, 'gates');
    const gates = ['--set', 'gates=[{ metric: kept.ratio, min: 0.999 }]'];
    const { code, stdout, stderr } = await startRun(store, server, ...gates).ended;
    assert.equal(code, 3, stderr);
    const outcome = JSON.parse(stdout);
    assert.equal(outcome.build.gatesPassed, false);
    assert.deepEqual([outcome.train, outcome.eval], [[], []]);
    assert.ok(!existsSync(join(store, 'runs')));
});
test('kill -9 of the command in the build, in a run and between two runs: the same command goes on', async () => {
    const store = join(folder.path, 'killed');
    const [first] = calm.train;
    assert.ok(first !== undefined);
    const moments = [
        () => finishedJobs(store, 'mail', 'map-0') > 0 && !existsSync(join(store, 'mail', 'versions')),
        () => checkpointSteps(store).whole.length > 0 && !existsSync(join(store, 'runs', first.run, 'result.json')),
        () => existsSync(join(store, 'runs', first.run, 'result.json')) && readdirSync(join(store, 'runs')).length === 1,
    ];
    for (const [index, moment] of moments.entries()) {
        const running = startRun(store);
        assert.ok(await killWhen(moment, running), `command ${index} ended before it could be disturbed`);
        const training = trainingPid(store, running);
        assert.ok(training === undefined || (await hasEnded(training)), 'the training process outlives its worker');
    }
    // It takes nothing that the run still needs.
    const swept = await millraceOutput(['gc', '--yes', '--store', store]);
    assert.equal(swept.code, 0, swept.stderr);
    const last = startRun(store);
    const { stderr, ...end } = await last.ended;
    assert.match(stderr, /Resumed run-mail-/);
    assert.deepEqual(repeatable(store, outcomeOf({ stderr, ...end })), repeatable(calmStore, calm));
});
/** Kills a command at a moment that is watched for; false where it ended before. */
async function killWhen(moment, { child, ended }) {
    while (child.exitCode === null && child.signalCode === null) {
        if (moment()) {
            child.kill('SIGKILL');
            return (await ended).code === null;
        }
        await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return false;
}
async function hasEnded(pid) {
    for (let waits = 0; waits < 100 && isAlive(pid); waits++)
        await new Promise((resolve) => setTimeout(resolve, 100));
    return !isAlive(pid);
}
//# sourceMappingURL=end-to-end.test.js.map