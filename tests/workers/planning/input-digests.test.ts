import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openMemoryStorage } from '../../../storage/memory.ts';
import { digestInput } from '../../../workers/planning/digest-input.ts';
import { openInputDigests } from '../../../workers/planning/input-digests.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

test('a file is read again unless nobody has written to it since a build of the same code read it', async (t) => {
  const folder = temporaryFolder(t);
  const storage = openMemoryStorage();
  const path = join(folder, 'a.txt');
  const other = join(folder, 'b.txt');
  let builds = 0;
  /** What a build digests of the files, and which of them it reads for that. */
  const build = async (settings = 'lines', code = 'code') => {
    const known = await openInputDigests(storage, 'set', code);
    const read: string[] = [];
    const digests: string[] = [];
    for (const each of [path, other]) {
      const digest = await known.of(each, settings, () => {
        read.push(each);
        return digestInput({ source: 0, key: 'a', path: each, bytes: 0 }, 1024, true);
      });
      digests.push('problem' in digest ? digest.problem : digest.sha256);
    }
    await known.keep(`set/work/${builds++}`);
    return { read, digests };
  };
  writeFileSync(path, 'one\n');
  utimesSync(path, 1000, 1000);
  writeFileSync(other, 'other\n');
  const { digests } = await build();
  assert.deepEqual(await build(), { read: [path, other], digests });
  await setTimeout(2100);
  assert.deepEqual(await build(), { read: [path, other], digests });
  assert.deepEqual(await build(), { read: [], digests });
  assert.deepEqual((await build('lines', 'other code')).read, [path, other]);
  assert.deepEqual((await build('whole')).read, [path, other]);

  writeFileSync(path, 'two\n');
  utimesSync(path, 1000, 1000);
  await setTimeout(2100);
  const changed = await build();
  assert.deepEqual(changed.read, [path]);
  assert.notEqual(changed.digests[0], digests[0]);
  assert.equal(changed.digests[1], digests[1]);
});
