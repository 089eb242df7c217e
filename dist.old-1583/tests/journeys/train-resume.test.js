import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { isAlive, millraceOutput, startMillrace } from './build-command.js';
import { temporaryFolder } from './mail-store.js';
import { processesOf } from './processes.js';
import { serverPid } from './server-pid.js';
import { checkpointEvery, steps, tinyRun, writeTrainingRecipe } from './training-recipe.js';
import { checkpointSteps, freezeTrainingWhen, runDigests } from './training-run.js';
const folder = temporaryFolder();
const recipe = writeTrainingRecipe(folder.path, '0000*.txt', `train: [ ${tinyRun} ]`);
const calmStore = join(folder.path, 'calm');
let run;
let calm;
before(async () => {
    const { code, stderr } = await millraceOutput(['build', recipe, '--store', calmStore, '--json']);
    assert.equal(code, 0, stderr);
    for (const name of ['in-step', 'in-checkpoint', 'command', 'interrupted', 'doomed']) {
        cpSync(join(calmStore, 'mail'), join(folder.path, name, 'mail'), { recursive: true });
    }
    const result = trained(await startTraining(calmStore).ended);
    assert.equal(result.resumedFrom, 0);
    run = result.run;
    calm = runDigests(calmStore, run, steps);
});
test.after(() => folder[Symbol.dispose]());
function startTraining(store, ...more) {
    return startMillrace(['train', recipe, '--store', store, '--threads', '2', '--json', ...more]);
}
function trained({ code, stdout, stderr }) {
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
}
/** Some checkpoints are there, the run is not at its end, and none is being written. */
function betweenCheckpoints({ whole, begun }) {
    const newest = whole.at(-1) ?? 0;
    return newest >= 2 * checkpointEvery && newest < steps - checkpointEvery && begun.length === 0;
}
test('kill -9 of the training process in a step: the worker goes on by itself, to the same bytes', async () => {
    const store = join(folder.path, 'in-step');
    const running = startTraining(store);
    const frozen = await freezeTrainingWhen(store, running, betweenCheckpoints);
    assert.ok(frozen !== undefined, 'the run ended before it could be disturbed');
    process.kill(frozen.pid, 'SIGKILL');
    const result = trained(await running.ended);
    assert.equal(result.resumedFrom, frozen.steps.whole.at(-1));
    assert.deepEqual(runDigests(store, run, steps), calm);
});
test('kill -9 inside a checkpoint write: it goes on from the one before, to the same bytes', async () => {
    const store = join(folder.path, 'in-checkpoint');
    const running = startTraining(store);
    const frozen = await freezeTrainingWhen(store, running, ({ whole, begun }) => whole.length > 0 && begun.some((step) => step > (whole.at(-1) ?? 0) && step < steps));
    assert.ok(frozen !== undefined, 'the run ended before it could be disturbed');
    process.kill(frozen.pid, 'SIGKILL');
    const result = trained(await running.ended);
    assert.equal(result.resumedFrom, frozen.steps.whole.at(-1));
    assert.deepEqual(runDigests(store, run, steps), calm);
});
test('kill -9 of worker, training process and server at once: --resume goes on to the same bytes', async () => {
    const store = join(folder.path, 'command');
    const running = startTraining(store);
    const frozen = await freezeTrainingWhen(store, running, betweenCheckpoints);
    const server = await serverPid(store);
    assert.ok(frozen !== undefined, 'the run ended before it could be disturbed');
    running.child.kill('SIGKILL');
    for (const pid of [frozen.pid, server])
        process.kill(pid, 'SIGKILL');
    await running.ended;
    const refused = await startTraining(store).ended;
    assert.equal(refused.code, 2, refused.stderr);
    const { error } = JSON.parse(refused.stdout);
    assert.equal(error.code, 'run-unfinished');
    assert.match(error.hint, /--resume/);
    assert.equal(error.at, join(store, 'runs', run));
    const result = trained(await startTraining(store, '--resume').ended);
    assert.equal(result.resumedFrom, frozen.steps.whole.at(-1));
    assert.deepEqual(runDigests(store, run, steps), calm);
});
test('Ctrl-C: exit 130 with a checkpoint of that very step, and --resume goes on to the same bytes', async () => {
    const store = join(folder.path, 'interrupted');
    const half = ['--set', `train.0.checkpointEvery=${steps / 2}`];
    const running = startTraining(store, ...half);
    const frozen = await freezeTrainingWhen(store, running, ({ whole }) => whole.includes(steps / 2));
    assert.ok(frozen !== undefined, 'the run ended before it could be disturbed');
    running.child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    process.kill(frozen.pid, 'SIGCONT');
    const end = await running.ended;
    assert.equal(end.code, 130, end.stderr);
    assert.match(end.stderr, /the same command with --resume resumes it/);
    assert.ok(!isAlive(frozen.pid));
    assert.deepEqual(processesOf(store), []);
    const { whole, begun } = checkpointSteps(store);
    const step = whole.at(-1) ?? 0;
    assert.ok(step > steps / 2 && step < steps, `stopped at step ${step}`);
    assert.deepEqual(begun, []);
    const result = trained(await startTraining(store, ...half, '--resume').ended);
    assert.equal(result.resumedFrom, step);
    // Checkpoints at other steps change neither weights nor reports.
    assert.deepEqual(runDigests(store, result.run, steps), calm);
});
test('a training process that dies in every attempt is given up, and the same command begins again', async () => {
    const store = join(folder.path, 'doomed');
    const running = startTraining(store);
    let deaths = 0;
    for (;;) {
        const frozen = await freezeTrainingWhen(store, running, ({ whole }) => whole.length === 0);
        if (frozen === undefined)
            break;
        process.kill(frozen.pid, 'SIGKILL');
        deaths++;
    }
    const end = await running.ended;
    assert.equal(end.code, 1, end.stderr);
    const { error } = JSON.parse(end.stdout);
    assert.equal(error.code, 'training-died');
    assert.match(error.message, /SIGKILL/);
    assert.match(error.hint, /millrace doctor/);
    assert.ok(deaths >= 5 && deaths < 10, `${deaths} deaths`);
    assert.equal(trained(await startTraining(store).ended).resumedFrom, 0);
    assert.deepEqual(runDigests(store, run, steps), calm);
});
//# sourceMappingURL=train-resume.test.js.map