import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MillraceError } from '../../../core/errors.ts';
import { cronProblem } from '../../../recipes/cron.ts';
import type { ScheduleSettings } from '../../../recipes/recipe.ts';
import { scheduleSchema } from '../../../recipes/schedule-schema.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { deleteSchedule } from '../../../workers/schedules/delete-schedule.ts';
import { findSchedule, listSchedules } from '../../../workers/schedules/find-schedules.ts';
import { pauseSchedule } from '../../../workers/schedules/pause-schedule.ts';
import { resumeSchedule } from '../../../workers/schedules/resume-schedule.ts';
import { type SavedSchedule, saveSchedule } from '../../../workers/schedules/save-schedule.ts';
import type { SchedulePlace } from '../../../workers/schedules/schedule-place.ts';
import { backfillSchedule } from '../../../workers/schedules/start-builds.ts';
import { connectClient } from '../../../workers/temporal/connection.ts';
import { openTemporal } from '../../../workers/temporal/server.ts';
import { afterBuild } from '../../../workflows/after-build.ts';
import type { PauseRequest } from '../../../workflows/contract.ts';
import { temporaryFolder } from '../../journeys/mail-store.ts';
import { goodCrons } from '../../recipes/good-crons.ts';
import { recipeOf } from '../../recipes/sample-recipe.ts';
import { hasTemporalCli } from '../temporal/available-cli.ts';

const settings: ScheduleSettings = scheduleSchema.parse({ cron: '0 2 * * *', timezone: 'Europe/Berlin' });
const recipe = recipeOf('in/{date}/*.txt');

const failedVersion = { dataset: 'docs', version: 3 };

/** What a build asks for whose gates failed, from the code that asks. */
async function gatePause(schedule: string, version: number, gateReason: string): Promise<PauseRequest> {
  const asked: PauseRequest[] = [];
  const counts = { in: 1, kept: 0, dropped: 1, merged: 0, quarantined: 0 };
  await afterBuild(
    { reference: { store: '/', dataset: 'docs', recipe: '' }, schedule: { id: schedule, ...settings } },
    {
      ...{ dataset: 'docs', version, manifestSha256: '', identical: false, build: '', records: counts },
      ...{ gatesPassed: false, failedGates: ['kept.ratio'], gateReason, tokens: 0, shards: 0 },
    },
    {
      describeVersion: async () => ({ summary: '', page: '' }),
      leavePage: async () => undefined,
      openReview: async () => undefined,
      announce: async () => undefined,
      pauseSchedule: async (request) => void asked.push(request),
    },
  );
  const [request] = asked;
  assert.ok(request !== undefined);
  return request;
}

test('schedules on a real server', async (t) => {
  if (!(await hasTemporalCli(t))) return;
  using temporary = temporaryFolder();
  const folder = temporary.path;
  const server = await openTemporal({ folder, env: process.env });
  await using _stops = { [Symbol.asyncDispose]: async () => void (await server.stop()) };
  const client = await connectClient(server.target);
  const storage = openLocalFolder(folder);
  const place: SchedulePlace = { client, storage, taskQueue: 'nobody' };
  const save = (name: string, more: Partial<ScheduleSettings> = {}, paused = false): Promise<SavedSchedule> =>
    saveSchedule(place, {
      ...{ name, recipe, recipeFolder: '/data', alerts: [], paused },
      settings: { ...settings, ...more },
    });
  const stateOf = async (name: string) => {
    const { paused, note } = (await findSchedule(place, name)).view;
    return { paused, note: note ?? '' };
  };

  await t.test(
    'the server takes every cron expression that recipes may have, and its words for them mean the same',
    async () => {
      const told = async (cron: string, i: number) => {
        const { view } = await save(`cron-${i}`, { cron: [cron] }, true);
        const [text = ''] = view.when;
        assert.equal(cronProblem(text), undefined, `${cron} is told as ${text}`);
        const { view: again } = await save(`cron-${i}`, { cron: [text] });
        assert.deepEqual([again.when, again.next.at(-1)], [[text], view.next.at(-1)], `${cron} is told as ${text}`);
        await deleteSchedule(place, `cron-${i}`);
        return view.next.length;
      };
      const starts = await Promise.all(goodCrons.map(told));
      assert.ok(
        starts.every((count) => count > 0),
        starts.join(' '),
      );
    },
  );

  await t.test('creating again changes what differs and says so; the next starts are in the zone', async () => {
    const first = await save('nightly', { jitterMs: 5000 });
    assert.equal(first.created, true);
    assert.deepEqual(first.view.when, ['0 2 * * *']);
    assert.ok(
      first.view.next.every((time) => /T0[01]:00/.test(time)),
      first.view.next.join(' '),
    );
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
    await saveSchedule(
      { ...place, storage: other },
      { ...{ name: 'nightly', recipe, recipeFolder: '/', alerts: [], paused: true }, settings },
    );
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
    const code = (wanted: string) => (error: unknown) => error instanceof MillraceError && error.code === wanted;
    const tuesday = [new Date('2026-11-17T00:00:00Z'), new Date('2026-11-17T23:00:00Z')] as const;
    await assert.rejects(backfillSchedule(place, view, ...tuesday, 'buffer-all'), code('no-starts'));
    await pauseSchedule(client, await gatePause(view.id, 3, 'kept.ratio is 0.3'));
    const { view: paused } = await findSchedule(place, 'idle');
    await assert.rejects(backfillSchedule(place, paused, ...tuesday, 'buffer-all'), code('schedule-paused'));
  });
});
