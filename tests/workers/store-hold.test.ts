import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openStorage } from '../../storage/open-storage.ts';
import { holdForSweep, holdStore, requireUnused } from '../../workers/store-hold.ts';
import { runProgram } from '../storage/child-process.ts';
import { noServer, pointTo, type S3Server, startS3Server, versitygw } from '../storage/s3-server.ts';

const program = versitygw();
const folder = mkdtempSync(join(tmpdir(), 'millrace-hold-'));
let server: S3Server | undefined;
before(async () => {
  if (program === undefined) return;
  server = await startS3Server(program, ['holds']);
  pointTo(server.port, server.credentials);
});
after(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const busy = { code: 'store-busy' };

for (const [kind, skip, location] of [
  ['a folder', false, folder],
  ['S3', program === undefined ? noServer : false, 's3://holds'],
] as const) {
  describe(`a store in ${kind}`, { skip }, () => {
    const open = (name: string) => openStorage(`${location}/${name}`);

    test('is swept only while nobody takes part in its builds, and not used meanwhile', async () => {
      const storage = open('turns');
      const [first, second] = [await holdStore(storage), await holdStore(storage)];
      await assert.rejects(holdForSweep(storage), busy);
      await assert.rejects(requireUnused(storage), { ...busy, message: /takes part in its builds/ });
      await first.release();
      await assert.rejects(holdForSweep(storage), busy);
      await second.release();
      const sweep = await holdForSweep(storage);
      await assert.rejects(holdForSweep(storage), { ...busy, message: /another `millrace gc`/ });
      await assert.rejects(holdStore(storage), { ...busy, message: /is deleting/ });
      await sweep.release();
      await (await holdStore(storage)).release();
      assert.deepEqual(await storage.list(''), []);
    });

    test('is free at once where the one who held it was killed here', async () => {
      const storage = open('killed');
      const hold = runProgram(new URL('./hold-and-die.js', import.meta.url), [storage.location]);
      await assert.rejects(hold, /ended with null/);
      assert.equal((await storage.list('temporal/active/')).length, 1);
      await (await holdForSweep(storage)).release();
      assert.deepEqual(await storage.list(''), []);
    });

    test('is free ten minutes after the last word of one elsewhere', async () => {
      const storage = open('elsewhere');
      const say = (key: string, minutesAgo: number): Promise<void> => {
        const at = Date.now() - minutesAgo * 60_000;
        const user = { machine: 'another-machine', sight: 'another', pid: process.pid, start: '1', at };
        return storage.put(key, Buffer.from(JSON.stringify(user)));
      };
      await say('temporal/active/a.json', 9);
      await assert.rejects(holdForSweep(storage), { ...busy, message: /on another-machine/ });
      assert.equal(await storage.size('temporal/sweep.json'), undefined);
      await say('temporal/active/a.json', 11);
      await say('temporal/sweep.json', 9);
      await assert.rejects(holdForSweep(storage), busy);
      await assert.rejects(holdStore(storage), { ...busy, message: /on another-machine/ });
      await say('temporal/sweep.json', 11);
      await (await holdStore(storage)).release();
      await (await holdForSweep(storage)).release();
      assert.deepEqual(await storage.list(''), []);
    });

    test('is not swept on by one that slept', async (t) => {
      const storage = open('asleep');
      t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
      const sweep = await holdForSweep(storage);
      t.mock.timers.tick(4 * 60_000);
      sweep.requireHeld();
      t.mock.timers.tick(2 * 60_000);
      assert.throws(() => sweep.requireHeld(), { ...busy, message: /was asleep/ });
      await sweep.release();
    });

    test('is never swept and used at once, in 100 races', async () => {
      const storage = open('races');
      let both = 0;
      let one = 0;
      for (let race = 0; race < 100; race++) {
        const holds = await Promise.allSettled([holdStore(storage), holdForSweep(storage)]);
        const won = holds.filter((each) => each.status === 'fulfilled');
        if (won.length === 2) both++;
        if (won.length === 1) one++;
        for (const { value } of won) await value.release();
      }
      assert.equal(both, 0);
      assert.ok(one > 0);
    });
  });
}
