import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitVersion } from '../../shards/catalogue.ts';
import { openFateWriter } from '../../shards/fates.ts';
import { deleteGarbage, findGarbage } from '../../shards/garbage.ts';
import { filesOf } from '../../shards/manifest-files.ts';
import { verifyVersion } from '../../shards/verify.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { sampleFates } from './sample-rows.ts';
import { writeSampleVersion } from './sample-version.ts';

test('a sound version verifies, with every file and byte counted', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const { manifest } = await commitVersion(storage, await writeSampleVersion(storage, 'set', 40));
  await commitVersion(storage, { ...manifest, summary: {} });
  const files = (await storage.list('set/')).filter(({ key }) => !key.includes('/versions/'));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const version of [1, 2]) {
    const found = await verifyVersion(storage, `set@${version}`);
    assert.deepEqual(found, { ok: true, files: files.length, bytes, problems: [] });
  }
});

test('any changed, cut or missing file is found', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const { manifest } = await commitVersion(storage, await writeSampleVersion(storage, 'set', 40));
  for (const { file } of filesOf(manifest)) {
    const key = `set/${file}`;
    const bytes = await storage.get(key);
    const flipped = Buffer.from(bytes);
    flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 1;
    await storage.put(key, flipped);
    assert.match((await verifyVersion(storage, 'set')).problems.join('\n'), new RegExp(`^${file}: has other bytes`));
    await storage.put(key, bytes.subarray(0, bytes.length - 1));
    assert.equal((await verifyVersion(storage, 'set')).ok, false);
    await storage.delete(key);
    assert.match((await verifyVersion(storage, 'set')).problems.join('\n'), new RegExp(`^${file}: is missing$`));
    await storage.put(key, bytes);
  }
  assert.equal((await verifyVersion(storage, 'set')).ok, true);
});

test('counts that do not agree are found', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const draft = await writeSampleVersion(storage, 'set', 40);
  const problems = async (change: object) => {
    const { manifest } = await commitVersion(storage, { ...draft, ...change });
    return (await verifyVersion(storage, `set@${manifest.version}`)).problems.join('\n');
  };
  const { records, reasons } = draft;
  assert.match(await problems({ records: { ...records, in: 41 } }), /does not balance/);
  assert.match(await problems({ records: { ...records, kept: 11, dropped: 9 } }), /11 records were kept/);
  assert.match(await problems({ tokens: 6 }), /5 tokens instead of 6/);
  const renamed = { ...reasons, 'read.other': reasons['read.中文 😀'] ?? 0, 'read.中文 😀': 0 };
  assert.match(await problems({ reasons: renamed }), /0 records for read\.other, but the manifest says 10/);
  const swapped = { ...records, dropped: records.dropped + 1, merged: records.merged - 1 };
  assert.match(await problems({ records: swapped }), /10 records dropped, but the manifest says 11/);
  assert.match(await problems({ fates: draft.fates.map((file) => ({ ...file, rows: 39 })) }), /40 rows instead of 39/);
  const indexed = (index: (typeof draft.fates)[number]['index']) => ({
    fates: draft.fates.map((file) => ({ ...file, ...(index === undefined ? {} : { index }) })),
  });
  const shorter = await writeSampleVersion(storage, 'set', 16);
  assert.match(await problems(indexed(shorter.fates[0]?.index)), /: row group 0 has other rows$/);
  const writer = await openFateWriter(storage, 'set');
  await writer.add(sampleFates(40).map((row) => ({ ...row, id: `other-${row.id}` })));
  const { index } = await writer.finish();
  assert.match(await problems(indexed(index)), new RegExp(`^${index.file}: lacks records of row group 0 of fates/`));
});

test('a changed parent is found', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const draft = await writeSampleVersion(storage, 'set', 8);
  const first = await commitVersion(storage, draft);
  await commitVersion(storage, { ...draft, summary: {} });
  await storage.put(first.key, Buffer.concat([await storage.get(first.key), Buffer.from(' ')]));
  assert.deepEqual((await verifyVersion(storage, 'set@2')).problems, ['version 1, its parent, was changed']);
  await storage.delete(first.key);
  assert.match((await verifyVersion(storage, 'set@2')).problems.join(), /cannot be read/);
});

test('garbage is what no version names and what dead builds left', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await commitVersion(storage, await writeSampleVersion(storage, 'set', 40));
  const kept = await storage.list('set/');
  assert.deepEqual(await findGarbage(storage, 'set', new Set()), { values: [], bytes: 0 });
  const orphan = await writeSampleVersion(storage, 'set', 16);
  await storage.put('set/work/dead/records/0.arrow', Buffer.from('1234'));
  await storage.put('set/work/alive/running.json', Buffer.from('{}'));
  const whileBuilding = await findGarbage(storage, 'set', new Set(['alive']));
  assert.deepEqual(whileBuilding, { values: [{ key: 'set/work/dead/records/0.arrow', bytes: 4 }], bytes: 4 });
  const reusable = await findGarbage(storage, 'set', new Set(), new Set(['alive', 'dead']));
  assert.ok(reusable.values.length > 0 && reusable.values.every(({ key }) => !key.startsWith('set/work/')));
  const idle = await findGarbage(storage, 'set', new Set());
  const keys = idle.values.map(({ key }) => key);
  assert.ok(keys.includes(`set/${orphan.fates[0]?.file}`) && keys.includes('set/work/alive/running.json'));
  await deleteGarbage(storage, idle);
  assert.deepEqual(await storage.list('set/'), kept);
  assert.equal((await verifyVersion(storage, 'set')).ok, true);
});
