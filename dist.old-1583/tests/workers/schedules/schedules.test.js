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
import { test } from 'node:test';
import { MillraceError } from '../../../core/errors.js';
import { cronProblem } from '../../../recipes/cron.js';
import { scheduleSchema } from '../../../recipes/schedule-schema.js';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { deleteSchedule } from '../../../workers/schedules/delete-schedule.js';
import { findSchedule, listSchedules } from '../../../workers/schedules/find-schedules.js';
import { pauseSchedule } from '../../../workers/schedules/pause-schedule.js';
import { resumeSchedule } from '../../../workers/schedules/resume-schedule.js';
import { saveSchedule } from '../../../workers/schedules/save-schedule.js';
import { backfillSchedule } from '../../../workers/schedules/start-builds.js';
import { connectClient } from '../../../workers/temporal/connection.js';
import { openTemporal } from '../../../workers/temporal/server.js';
import { afterBuild } from '../../../workflows/after-build.js';
import { temporaryFolder } from '../../journeys/mail-store.js';
import { goodCrons } from '../../recipes/good-crons.js';
import { recipeOf } from '../../recipes/sample-recipe.js';
import { hasTemporalCli } from '../temporal/available-cli.js';
const settings = scheduleSchema.parse({ cron: '0 2 * * *', timezone: 'Europe/Berlin' });
const recipe = recipeOf('in/{date}/*.txt');
const failedVersion = { dataset: 'docs', version: 3 };
/** What a build asks for whose gates failed, from the code that asks. */
async function gatePause(schedule, version, gateReason) {
    const asked = [];
    const counts = { in: 1, kept: 0, dropped: 1, merged: 0, quarantined: 0 };
    await afterBuild({ reference: { store: '/', dataset: 'docs', recipe: '' }, schedule: { id: schedule, ...settings } }, {
        ...{ dataset: 'docs', version, manifestSha256: '', identical: false, build: '', records: counts },
        ...{ gatesPassed: false, failedGates: ['kept.ratio'], gateReason, tokens: 0, shards: 0 },
    }, {
        describeVersion: async () => ({ summary: '', page: '' }),
        leavePage: async () => undefined,
        openReview: async () => undefined,
        announce: async () => undefined,
        pauseSchedule: async (request) => void asked.push(request),
    });
    const [request] = asked;
    assert.ok(request !== undefined);
    return request;
}
test('schedules on a real server', async (t) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (!(await hasTemporalCli(t)))
            return;
        const temporary = __addDisposableResource(env_1, temporaryFolder(), false);
        const folder = temporary.path;
        const server = await openTemporal({ folder, env: process.env });
        const _stops = __addDisposableResource(env_1, { [Symbol.asyncDispose]: async () => void (await server.stop()) }, true);
        const client = await connectClient(server.target);
        const storage = openLocalFolder(folder);
        const place = { client, storage, taskQueue: 'nobody' };
        const save = (name, more = {}, paused = false) => saveSchedule(place, {
            ...{ name, recipe, recipeFolder: '/data', alerts: [], paused },
            settings: { ...settings, ...more },
        });
        const stateOf = async (name) => {
            const { paused, note } = (await findSchedule(place, name)).view;
            return { paused, note: note ?? '' };
        };
        await t.test('the server takes every cron expression that recipes may have, and its words for them mean the same', async () => {
            const told = async (cron, i) => {
                const { view } = await save(`cron-${i}`, { cron: [cron] }, true);
                const [text = ''] = view.when;
                assert.equal(cronProblem(text), undefined, `${cron} is told as ${text}`);
                const { view: again } = await save(`cron-${i}`, { cron: [text] });
                assert.deepEqual([again.when, again.next.at(-1)], [[text], view.next.at(-1)], `${cron} is told as ${text}`);
                await deleteSchedule(place, `cron-${i}`);
                return view.next.length;
            };
            const starts = await Promise.all(goodCrons.map(told));
            assert.ok(starts.every((count) => count > 0), starts.join(' '));
        });
        await t.test('creating again changes what differs and says so; the next starts are in the zone', async () => {
            const first = await save('nightly', { jitterMs: 5000 });
            assert.equal(first.created, true);
            assert.deepEqual(first.view.when, ['0 2 * * *']);
            assert.ok(first.view.next.every((time) => /T0[01]:00/.test(time)), first.view.next.join(' '));
            assert.deepEqual(await save('nightly', { jitterMs: 5000 }).then(({ changed }) => changed), []);
            const { changed } = await saveSchedule(place, {
                ...{ name: 'nightly', recipe: { ...recipe, gates: [{ metric: 'kept.ratio', min: 0.5, severity: 'error' }] } },
                ...{ recipeFolder: '/data', alerts: [], paused: true },
                settings: {
                    ...settings,
                    every: [{ everyMs: 21_600_000, offsetMs: 60_000 }],
                    overlap: 'buffer-all',
                    onFailure: 'pause',
                },
            });
            assert.deepEqual(changed, [
                'when: 0 2 * * * → 0 2 * * *; every 6h offset 1m',
                'jitter: 5s → 0s',
                'overlap: skip → buffer-all',
                'onFailure: continue → pause',
                'state: active → paused',
                'recipe: gates',
            ]);
            assert.equal((await save('nightly')).view.paused, true, 'a change resumed the schedule');
        });
        await t.test('a store lists its own schedules only, and names near ones for a name that it has not', async () => {
            const other = openLocalFolder(`${folder}/other`);
            await saveSchedule({ ...place, storage: other }, { ...{ name: 'nightly', recipe, recipeFolder: '/', alerts: [], paused: true }, settings });
            const names = (await listSchedules(place)).map(({ name }) => name);
            assert.deepEqual(names, ['nightly']);
            await assert.rejects(findSchedule(place, 'nigthly'), (error) => {
                assert.ok(error instanceof MillraceError && error.kind === 'usage' && error.code === 'schedule-not-found');
                return /"nightly"\?/.test(error.message);
            });
        });
        await t.test('a failed gate pauses, a newer one takes its place, and what is less leaves it', async () => {
            await save('gated');
            const { id } = (await findSchedule(place, 'gated')).view;
            await pauseSchedule(client, await gatePause(id, 2, `kept.ratio is ${'0.3'.repeat(400)}`));
            const long = await stateOf('gated');
            assert.ok(long.paused && long.note.length === 400, `${long.note.length} characters`);
            const gate = await gatePause(id, 3, 'kept.ratio is 0.3, at least 0.5 wanted');
            await pauseSchedule(client, gate);
            const first = await stateOf('gated');
            assert.match(first.note, /gate of docs@3 failed: kept\.ratio is 0\.3.* \[20\d\d-.*Z\]$/);
            await pauseSchedule(client, gate);
            await pauseSchedule(client, { schedule: id, note: 'Paused by Millrace: the build of docs failed: no input' });
            assert.deepEqual(await stateOf('gated'), first);
        });
        await t.test('only the version that paused a schedule resumes it', async () => {
            const { id } = (await findSchedule(place, 'gated')).view;
            for (const version of [1, 2, 30])
                assert.equal(await resumeSchedule(client, id, { dataset: 'docs', version, note: '' }), false);
            assert.equal(await resumeSchedule(client, id, { ...failedVersion, note: 'looked at it' }), true);
            assert.deepEqual(await stateOf('gated'), {
                paused: false,
                note: 'Resumed by Millrace: docs@3 was approved: looked at it',
            });
            assert.equal(await resumeSchedule(client, id, { ...failedVersion, note: '' }), false);
        });
        await t.test("a person's pause stays a person's", async () => {
            const { handle, view } = await findSchedule(place, 'gated');
            await handle.pause('holidays');
            await pauseSchedule(client, await gatePause(view.id, 3, 'kept.ratio is 0.3'));
            assert.deepEqual(await stateOf('gated'), { paused: true, note: 'holidays' });
            assert.equal(await resumeSchedule(client, view.id, { ...failedVersion, note: '' }), false);
        });
        await t.test('a schedule that is gone is none to pause or resume, and its recipe is gone with it', async () => {
            const { id, recipe: key } = (await findSchedule(place, 'gated')).view;
            assert.notEqual(await storage.size(key), undefined);
            await deleteSchedule(place, 'gated');
            assert.equal(await storage.size(key), undefined);
            await pauseSchedule(client, await gatePause(id, 3, 'kept.ratio is 0.3'));
            assert.equal(await resumeSchedule(client, id, { ...failedVersion, note: '' }), false);
        });
        await t.test('a backfill without starts, and one of a schedule that Millrace paused, are refused', async () => {
            const { view } = await save('idle', { cron: ['0 2 * * mon'] });
            const code = (wanted) => (error) => error instanceof MillraceError && error.code === wanted;
            const tuesday = [new Date('2026-11-17T00:00:00Z'), new Date('2026-11-17T23:00:00Z')];
            await assert.rejects(backfillSchedule(place, view, ...tuesday, 'buffer-all'), code('no-starts'));
            await pauseSchedule(client, await gatePause(view.id, 3, 'kept.ratio is 0.3'));
            const { view: paused } = await findSchedule(place, 'idle');
            await assert.rejects(backfillSchedule(place, paused, ...tuesday, 'buffer-all'), code('schedule-paused'));
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
//# sourceMappingURL=schedules.test.js.map