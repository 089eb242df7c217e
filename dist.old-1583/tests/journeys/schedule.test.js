var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { zonedText } from '../../core/zoned-time.js';
import { readVersion } from '../../shards/catalogue.js';
import { readLatest } from '../../shards/latest.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { findSchedule } from '../../workers/schedules/find-schedules.js';
import { runOutcome } from '../../workers/schedules/run-outcome.js';
import { connectClient } from '../../workers/temporal/connection.js';
import { readLock } from '../../workers/temporal/lock.js';
import { localTarget } from '../../workers/temporal/ready.js';
import { hasTemporalCli } from '../workers/temporal/available-cli.js';
import { millraceOutput, startMillrace } from './build-command.js';
import { temporaryFolder } from './mail-store.js';
const env = { ...process.env, TEMPORAL_ADDRESS: undefined };
const week = ['16', '17', '18', '19', '20', '21', '22'].map((day) => `2026-11-${day}`);
const zone = 'Asia/Tokyo';
const patienceMs = 60_000;
const good = Array.from({ length: 60 }, (_, i) => ['mill', 'river', 'stone', 'wheel', 'grain'][i % 5]).join(' ');
/** Writes a file of a dozen records: long texts that differ by `name`, or ones that no filter lets through. */
function writeRecords(folder, name, text) {
    mkdirSync(join(folder, name), { recursive: true });
    const lines = Array.from({ length: 12 }, (_, i) => JSON.stringify({ id: `${name}-${i}`, text: text === 'good' ? `${good} ${name} ${i}` : `buy now ${i}` }));
    writeFileSync(join(folder, name, 'records.jsonl'), `${lines.join('\n')}\n`);
}
function writeRecipe(folder, dataset, path, schedule) {
    const file = join(folder, `${dataset}.yaml`);
    writeFileSync(file, `version: 1
dataset: ${dataset}
kind: text
sources: [{ format: jsonl, path: '${path}', id: id }]
stages: [{ gopher-quality: { words: whitespace, minStopWords: 0 } }]
gates: [{ metric: kept.ratio, min: 0.5 }]
schedule: ${schedule}
`);
    return file;
}
/** A store that `millrace up --worker` serves, and what its schedules do. */
function openPlace(store) {
    const storage = openLocalFolder(store);
    let serving;
    const millrace = (...words) => millraceOutput([...words, '--store', store, '--json'], env);
    const up = async () => {
        serving = startMillrace(['up', '--worker', '--threads', '1', '--store', store], env);
        const marker = join(store, 'temporal', `worker-${serving.child.pid}.json`);
        while (!existsSync(marker)) {
            assert.equal(serving.child.exitCode, null, 'up ended');
            await sleep(50);
        }
    };
    const end = async (signal) => {
        serving?.child.kill(signal);
        await serving?.ended;
        serving = undefined;
    };
    /** Looks at a schedule until it is as wanted. */
    const until = async (name, wanted) => {
        const record = await readLock(join(store, 'temporal'));
        const client = await connectClient(localTarget(record?.port ?? 0));
        try {
            for (const deadline = performance.now() + patienceMs;; await sleep(200)) {
                const { view } = await findSchedule({ client, storage, taskQueue: '' }, name);
                const runs = [];
                for (const start of view.starts)
                    runs.push({ ...start, outcome: await runOutcome(client, start) });
                if (wanted(view, runs))
                    return { view, runs };
                assert.ok(performance.now() < deadline, JSON.stringify({ view, runs }));
            }
        }
        finally {
            await client.connection.close();
        }
    };
    const latest = async (dataset) => (await readLatest(storage, dataset))?.version;
    return { storage, millrace, up, end, until, latest };
}
const closed = (runs) => runs.every(({ outcome: { state } }) => state !== 'running' && state !== 'waiting');
/** `@3`, `@3 failed` or the state of each run. */
function words(runs) {
    return runs.map(({ outcome }) => outcome.state === 'finished'
        ? `@${outcome.result.version}${outcome.result.gatesPassed ? '' : ' failed'}`
        : outcome.state);
}
test('scheduled builds: a week filled in, gates that pause, starts that were missed', async (t) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (!(await hasTemporalCli(t)))
            return;
        const folder = __addDisposableResource(env_1, temporaryFolder(), false);
        const data = join(folder.path, 'data');
        const place = openPlace(join(folder.path, 'store'));
        const { millrace, until, latest } = place;
        const _ends = __addDisposableResource(env_1, { [Symbol.asyncDispose]: () => place.end('SIGINT') }, true);
        await place.up();
        await t.test('a backfill builds a week, day by day, each from its own input', async () => {
            for (const day of week)
                writeRecords(data, day, 'good');
            const schedule = `{ cron: '0 2 * * *', timezone: ${zone} }`;
            const recipe = writeRecipe(folder.path, 'days', 'data/{date}/*.jsonl', schedule);
            const created = await millrace('schedule', 'create', recipe);
            assert.equal(created.code, 0, created.stderr);
            const filled = await millrace('schedule', 'backfill', 'days', '--from', week[0] ?? '', '--to', week[6] ?? '');
            assert.equal(filled.code, 0, filled.stderr);
            const { runs } = await until('days', ({ starts }, all) => starts.length === 7 && closed(all));
            assert.deepEqual(words(runs), ['@1', '@2', '@3', '@4', '@5', '@6', '@7']);
            const paths = [];
            for (const version of [1, 2, 3, 4, 5, 6, 7]) {
                const { manifest } = await readVersion(place.storage, 'days', version);
                paths.push(manifest.lineage.recipe.sources[0]?.path);
            }
            assert.deepEqual(paths, week.map((day) => `data/${day}/*.jsonl`));
            assert.equal(await latest('days'), 7);
        });
        await t.test('a poisoned day pauses the schedule, and the days that wait behind it are called off', async () => {
            writeRecords(data, '2026-11-18', 'poisoned');
            await millrace('schedule', 'backfill', 'days', '--from', '2026-11-18', '--to', '2026-11-20');
            const { view, runs } = await until('days', ({ paused, counts }, all) => paused && counts.started === 10 && closed(all));
            assert.deepEqual(words(runs.slice(-3)), ['@8 failed', 'called-off', 'called-off']);
            assert.match(view.note ?? '', /^Paused by Millrace: a gate of days@8 failed: kept\.ratio is 0, at least 0\.5 wanted/);
            assert.equal(await latest('days'), 7);
            const refused = await millrace('schedule', 'backfill', 'days', '--from', '2026-11-19', '--to', '2026-11-20');
            assert.equal(refused.code, 2, refused.stderr);
        });
        await t.test('a triggered build that fails a gate exits 3 and pauses, too', async () => {
            // Midnight may pass in between.
            const days = [0, 86_400_000].map((ms) => zonedText(new Date(Date.now() + ms), zone).slice(0, 10));
            for (const day of days)
                writeRecords(data, day, 'poisoned');
            assert.equal((await millrace('schedule', 'resume', 'days')).code, 0);
            const triggered = await millrace('schedule', 'trigger', 'days', '--wait');
            assert.equal(triggered.code, 3, triggered.stderr);
            const { view } = await until('days', () => true);
            assert.match(view.note ?? '', /a gate of days@9 failed/);
            assert.deepEqual([view.paused, await latest('days')], [true, 7]);
            // A person may still try whether the mended input passes.
            for (const day of days)
                writeRecords(data, day, 'good');
            assert.equal((await millrace('schedule', 'trigger', 'days', '--wait')).code, 0);
            assert.equal(await latest('days'), 10);
        });
        await t.test('a build that the timer started pauses the schedule; resumed, it goes on', async () => {
            writeRecords(data, 'tick', 'poisoned');
            const recipe = writeRecipe(folder.path, 'tick', 'data/tick/*.jsonl', '{ every: 3s, catchup: 10m }');
            await millrace('schedule', 'create', recipe);
            const { view } = await until('tick', ({ paused }) => paused);
            assert.match(view.note ?? '', /a gate of tick@1 failed/);
            assert.equal(await latest('tick'), undefined);
            writeRecords(data, 'tick', 'good');
            await millrace('schedule', 'resume', 'tick');
            await until('tick', (_, runs) => words(runs).includes('@2'));
            assert.equal(await latest('tick'), 2);
        });
        await t.test('of the starts that were missed while nothing ran, the first happens', async () => {
            const { view: before } = await until('tick', () => true);
            await place.end('SIGKILL');
            const killed = new Date().toISOString();
            await sleep(7500);
            const swept = await millrace('gc', '--yes');
            assert.equal(swept.code, 0, swept.stderr);
            await place.up();
            const back = new Date().toISOString();
            const afresh = ({ scheduledAt }) => scheduledAt > back;
            const { view, runs } = await until('tick', (_, all) => all.some(afresh) && closed(all));
            const caughtUp = runs.filter(({ scheduledAt }) => scheduledAt > killed && scheduledAt < back);
            assert.deepEqual(words(caughtUp), ['@2'], JSON.stringify(runs));
            assert.ok(view.counts.skipped > before.counts.skipped, JSON.stringify(view.counts));
            assert.equal(view.counts.missed, 0);
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
});
//# sourceMappingURL=schedule.test.js.map