import assert from 'node:assert/strict';
import { closeSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { processStart } from '../../../storage/process-identity.ts';
import { createLease, isLeaseHeld, joinLease, type Lease } from '../../../workers/temporal/lease.ts';
import { claimLock, holderOf, readLock, type ServerRecord, updateLock } from '../../../workers/temporal/lock.ts';

describe('lock of the server folder', () => {
  let folder: string;
  const leases: Lease[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millrace-lock-'));
  });
  afterEach(async () => {
    for (const lease of leases.splice(0)) release(lease);
    await rm(folder, { recursive: true, force: true });
  });

  async function claim(previous: ServerRecord | undefined): Promise<ServerRecord | undefined> {
    const lease = await createLease(folder);
    leases.push(lease);
    const state = 'running' as const;
    return claimLock(folder, previous, {
      state,
      pipe: lease.pipe,
      pid: null,
      start: null,
      port: 1,
      uiPort: 2,
      cliVersion: '',
    });
  }
  async function claimed(previous?: ServerRecord): Promise<ServerRecord> {
    const record = await claim(previous);
    assert.ok(record);
    return record;
  }
  function release(lease: Lease): void {
    closeSync(lease.reader);
    closeSync(lease.writer);
  }
  function releaseOf(record: ServerRecord): void {
    const at = leases.findIndex((lease) => lease.pipe === record.pipe);
    for (const lease of leases.splice(at, 1)) release(lease);
  }

  it('has one winner among twenty that take it from nobody, and among twenty that take it over', async () => {
    assert.equal(await readLock(folder), undefined);
    const first = (await Promise.all(Array.from({ length: 20 }, () => claim(undefined)))).filter(
      (won) => won !== undefined,
    );
    assert.equal(first.length, 1);
    const stale = await readLock(folder);
    assert.deepEqual(stale, first[0]);
    const second = (await Promise.all(Array.from({ length: 20 }, () => claim(stale)))).filter(
      (won) => won !== undefined,
    );
    assert.equal(second.length, 1);
    assert.equal((await readLock(folder))?.generation, 2);
    const records = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    assert.deepEqual(records, ['server-00000002.json']);
  });

  it('is not won by a claimer that slept through two takeovers', async () => {
    const first = await claimed();
    const second = await claimed(first);
    const third = await claimed(second);
    assert.equal(await claim(first), undefined);
    assert.equal(await claim(undefined), undefined);
    assert.deepEqual(await readLock(folder), third);
    await updateLock(folder, { ...second, state: 'released' });
    assert.deepEqual(await readLock(folder), third, 'a late release of an older holder changes nothing');
    const fourth = await claimed(third);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.json')),
      [`server-0000000${fourth.generation}.json`],
    );
  });

  it('is held for as long as the pipe has a reader, whatever the process ids say', async () => {
    const record = await claimed();
    assert.equal(holderOf(folder, record), 'running');
    assert.equal(holderOf(folder, { ...record, pid: 4_000_000, start: '1' }), 'running');
    releaseOf(record);
    assert.equal(holderOf(folder, record), 'nobody');
    assert.equal(holderOf(folder, { ...record, pid: 4_000_000, start: '1' }), 'nobody');
  });

  it('knows a server without a keeper by its id and start, so that an id used again deceives nobody', async () => {
    const record = await claimed();
    releaseOf(record);
    const start = processStart(process.pid) ?? '';
    assert.equal(holderOf(folder, { ...record, pid: process.pid, start }), 'orphaned');
    assert.equal(holderOf(folder, { ...record, pid: process.pid, start: `${start}1` }), 'nobody');
  });

  it('is free once released, and after a reboot of this machine, but not where another machine may hold it', async () => {
    const record = await claimed();
    await updateLock(folder, { ...record, state: 'released' });
    const released = await readLock(folder);
    assert.ok(released);
    assert.equal(holderOf(folder, released), 'nobody');
    assert.equal(holderOf(folder, { ...record, boot: 'another' }), 'nobody');
    assert.equal(holderOf(folder, { ...record, boot: 'another', machine: 'another' }), 'another-machine');
  });

  it('names a damaged record', async () => {
    for (const text of ['', '{', '{}', '{"generation":1}']) {
      await writeFile(join(folder, 'server-00000001.json'), text);
      await assert.rejects(readLock(folder), { code: 'temporal-lock', at: join(folder, 'server-00000001.json') });
    }
  });

  it('counts the users of a lease in the kernel', async () => {
    const lease = await createLease(folder);
    const user = joinLease(folder, lease.pipe);
    assert.ok(user !== undefined);
    assert.equal(isLeaseHeld(folder, lease.pipe), true);
    closeSync(user);
    release(lease);
    assert.equal(isLeaseHeld(folder, lease.pipe), false);
    assert.equal(joinLease(folder, lease.pipe), undefined);
  });

  it('of another user is not said to be damaged', async (context) => {
    await claimed();
    const [name = ''] = (await readdir(folder)).filter((each) => each.startsWith('server-'));
    await chmod(join(folder, name), 0);
    await chmod(folder, 0o755);
    const { geteuid, seteuid } = process;
    if (geteuid === undefined || seteuid === undefined) return context.skip('this system knows no users');
    const isRoot = geteuid() === 0;
    if (isRoot) seteuid(65_534);
    try {
      await assert.rejects(readLock(folder), { code: 'not-readable' });
    } finally {
      if (isRoot) seteuid(0);
    }
  });
});
