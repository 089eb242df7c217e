import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitVersion, listDatasets, listVersions, readManifest } from '../../shards/catalogue.ts';
import { readLatest } from '../../shards/latest.ts';
import { moveLatest } from '../../shards/move-latest.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { writeSampleVersion } from './sample-version.ts';

test('versions count up, hold their parent, and equal content makes no new one', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const draft = await writeSampleVersion(storage, 'docs-en', 8);
  const first = await commitVersion(storage, draft);
  assert.equal(first.identical, false);
  assert.equal(first.key, 'docs-en/versions/00000001.json');
  assert.equal(first.manifest.parent, null);
  const again = await commitVersion(storage, structuredClone(draft));
  assert.deepEqual({ ...again, identical: false }, first);
  assert.equal(again.identical, true);
  const comparedAnew = { ...draft, drift: null, gates: [], gatesPassed: !draft.gatesPassed };
  assert.equal(
    (await commitVersion(storage, comparedAnew)).sha256,
    first.sha256,
    'what it is compared with is no content',
  );
  const second = await commitVersion(storage, { ...draft, summary: { changed: 1 } });
  assert.deepEqual(second.manifest.parent, { version: 1, sha256: first.sha256 });
  const third = await commitVersion(storage, draft);
  assert.equal(third.manifest.version, 3, 'content equal to an older version is a new version');
  assert.deepEqual(await listVersions(storage, 'docs-en'), [1, 2, 3]);
});

test('a manifest is JSON with sorted keys whose digest names it', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const { key, sha256 } = await commitVersion(storage, await writeSampleVersion(storage, 'set', 8));
  const text = Buffer.from(await storage.get(key)).toString();
  assert.equal(sha256Hex(text), sha256);
  assert.match(text, /^\{\n {2}"dataset": "set",\n {2}"fates": \[/);
  const keys = Object.keys(JSON.parse(text) as object);
  assert.deepEqual(keys, [...keys].sort());
});

test('a draft that could not be read back is refused before anything is written', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const draft = await writeSampleVersion(storage, 'set', 8);
  const refused = (change: object, message: RegExp) =>
    assert.rejects(commitVersion(storage, { ...draft, ...change }), { code: 'bad-manifest', message });
  await refused({ tokens: -1 }, /^tokens: /);
  await refused({ shards: [{ ...draft.shards[0], file: '../../etc/passwd' }] }, /^shards\.0\.file: /);
  await refused({ summary: { ratio: Number.NaN } }, /^summary\.ratio: /);
  await refused({ host: 'here' }, /host/);
  assert.deepEqual(await listVersions(storage, 'set'), []);
});

test('references find versions, and errors name what exists', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await assert.rejects(readManifest(storage, 'a'), { code: 'dataset-not-found', kind: 'usage', hint: /has none yet/ });
  const draft = { ...(await writeSampleVersion(storage, 'a', 8)), gatesPassed: false };
  const first = await commitVersion(storage, draft);
  assert.equal((await readManifest(storage, 'a')).manifest.version, 1);
  await assert.rejects(readManifest(storage, 'a@latest'), { code: 'version-not-found', message: /passed its gates/ });
  await assert.rejects(moveLatest(storage, 'a', 1, first.sha256), { code: 'gates-not-passed' });
  const second = await commitVersion(storage, { ...draft, gatesPassed: true, tokens: draft.tokens + 1 });
  await assert.rejects(moveLatest(storage, 'a', 2, first.sha256), { code: 'version-changed' });
  assert.equal(await moveLatest(storage, 'a', 2, second.sha256), true);
  await commitVersion(storage, { ...draft, summary: {} });
  for (const reference of ['a', 'a@latest', 'a@2']) {
    assert.equal((await readManifest(storage, reference)).manifest.version, 2, reference);
  }
  assert.equal((await readManifest(storage, 'a@3')).manifest.version, 3);
  await assert.rejects(readManifest(storage, 'a@9'), { code: 'version-not-found', hint: 'versions: 1, 2, 3' });
  await assert.rejects(readManifest(storage, 'b'), { code: 'dataset-not-found', hint: /the store has a;/ });
  for (const reference of ['', 'a@', 'a@0', 'a@x', 'a@1@2', '../a', 'runs', 'a/b', 'a@-1']) {
    await assert.rejects(readManifest(storage, reference), { code: 'bad-reference', kind: 'usage' }, reference);
  }
  await storage.put('temporal/db', Buffer.from(''));
  await storage.put('empty/data/x', Buffer.from(''));
  assert.deepEqual(await listDatasets(storage), ['a']);
});

test('latest never moves backwards', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const draft = await writeSampleVersion(storage, 'a', 8);
  const first = await commitVersion(storage, draft);
  const second = await commitVersion(storage, { ...draft, summary: {} });
  assert.equal(await moveLatest(storage, 'a', 2, second.sha256), true);
  const refuse = () => assert.fail('latest was written');
  const untouchable = { ...storage, put: refuse, putIfAbsent: refuse, replaceIf: refuse };
  assert.equal(await moveLatest(untouchable, 'a', 1, first.sha256), false);
  assert.equal(await moveLatest(untouchable, 'a', 2, second.sha256), true);
  assert.deepEqual(await readLatest(storage, 'a'), { version: 2, manifestSha256: second.sha256 });
  assert.deepEqual(JSON.parse(Buffer.from(await storage.get('a/latest.json')).toString()), {
    version: 2,
    manifestSha256: second.sha256,
  });
});
