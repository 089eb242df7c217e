import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadRecipe } from '../../recipes/load-recipe.ts';
import { listVersions, readManifest } from '../../shards/catalogue.ts';
import { openDocumentReader } from '../../shards/documents.ts';
import { addForgotten, forgets, readForgotten } from '../../shards/forgotten.ts';
import { deleteGarbage, findGarbage } from '../../shards/garbage.ts';
import { readLatest } from '../../shards/latest.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { filesOf } from '../../shards/manifest-files.ts';
import { purgeVersions } from '../../shards/purge-versions.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { verifyVersion } from '../../shards/verify.ts';
import { versionsHolding } from '../../shards/versions-holding.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { readRunData } from '../../training/open-run.ts';
import { runFolder } from '../../training/runs/run-folder.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { runsOfVersions } from '../../training/runs/runs-of-versions.ts';
import { commitBuild } from '../../workers/commit-build.ts';
import { openBuild } from '../../workers/phases/open-build.ts';
import { planBuild } from '../../workers/planning/plan-build.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { sampleRun } from '../training/runs/sample-run.ts';
import { buildHere } from './build-here.ts';

const twin = 'The mill on the river has ground the corn of the valley since the days of the old abbey.';

async function corpus(t: TestContext) {
  const folder = temporaryFolder(t);
  const storage = openLocalFolder(join(folder, 'store'));
  await mkdir(join(folder, 'in/jane'), { recursive: true });
  const write = (name: string, records: object[]) =>
    writeFile(join(folder, 'in', name), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  await write('jane/1.jsonl', [
    { id: 'jane-1', text: twin },
    { id: 'jane-2', text: 'Only here, and nobody else has it.' },
  ]);
  await write('others.jsonl', [
    { id: 'other-1', text: twin },
    { id: 'other-2', text: 'A text that stays, whatever becomes of the others.' },
  ]);
  const path = join(folder, 'recipe.yaml');
  const recipe =
    'version: 1\ndataset: docs\nkind: text\nsources: [{ format: jsonl, path: in/**, id: id }]\nstages: [dedup-exact]\n';
  await writeFile(path, recipe);
  return { folder, storage, path, write, build: async () => (await buildHere(storage, path, [])).manifest };
}

async function idsIn(storage: Storage, { dataset, shards }: Manifest): Promise<string[]> {
  const ids: string[] = [];
  for (const { file } of shards)
    for await (const rows of groupsOf(await openDocumentReader(storage, `${dataset}/${file}`)))
      ids.push(...rows.map(({ id }) => id));
  return ids.sort();
}

test('a build leaves out what is forgotten, and what was merged into it comes back', async (t) => {
  const { storage, build, write } = await corpus(t);
  const first = await build();
  assert.deepEqual(await idsIn(storage, first), ['jane-1', 'jane-2', 'other-2']);
  assert.equal(first.lineage.forgotten, undefined);
  const forgotten = await addForgotten(storage, 'docs', ['in/jane/**']);
  const second = await build();
  assert.deepEqual(await idsIn(storage, second), ['other-1', 'other-2']);
  assert.deepEqual([second.version, second.records.in, second.lineage.inputs.files], [2, 2, 1]);
  assert.deepEqual(second.lineage.forgotten, { sources: 1, sha256: forgotten.sha256 });
  // The list outlives the build: a file that comes later and matches is not read either.
  await write('jane/2.jsonl', [{ id: 'jane-3', text: 'New, and not to be read.' }]);
  assert.equal((await build()).version, 2);
  assert.equal((await verifyVersion(storage, 'docs@2')).ok, true);
});

test('a build that was planned before does not become a version', async (t) => {
  const { storage, folder, path, build } = await corpus(t);
  const plan = await planBuild(storage, (await loadRecipe(path)).recipe, folder, () => undefined);
  await addForgotten(storage, 'docs', ['in/jane/1.jsonl']);
  const open = await openBuild(storage.location, 'docs', plan.build);
  await assert.rejects(commitBuild(open), { code: 'forgotten-since', kind: 'usage' });
  assert.deepEqual(await listVersions(storage, 'docs'), []);
  assert.deepEqual(await idsIn(storage, await build()), ['other-1', 'other-2']);
  await addForgotten(storage, 'docs', ['in/**']);
  await assert.rejects(build(), { code: 'all-forgotten', kind: 'usage' });
});

test('the list grows and keeps its order, among any number of writers', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  assert.equal(await readForgotten(storage, 'docs'), undefined);
  const first = await addForgotten(storage, 'docs', ['b', 'a', 'b']);
  assert.deepEqual(first.sources, ['b', 'a']);
  assert.deepEqual(await addForgotten(storage, 'docs', ['a']), first);
  await Promise.all(['c', 'd', 'e', 'f'].map((source) => addForgotten(storage, 'docs', [source, 'a'])));
  const all = await readForgotten(storage, 'docs');
  assert.deepEqual(all?.sources.slice(0, 2), ['b', 'a']);
  assert.deepEqual(all?.sources.toSorted(), ['a', 'b', 'c', 'd', 'e', 'f']);
  assert.ok(forgets({ sources: ['a.csv'] })('a.csv#images'));
  // Where one is gone, the numbers go on behind the last.
  await storage.delete('docs/forgotten/00000002.json');
  assert.equal((await addForgotten(storage, 'docs', ['z'])).sources.at(-1), 'z');
  await storage.put('docs/forgotten/00000001.json', Buffer.from('{"format":"millrace-forgotten/1","sources":[]}'));
  await assert.rejects(readForgotten(storage, 'docs'), { code: 'bad-forgotten', at: 'docs/forgotten/00000001.json' });
});

test('who has it: versions and runs, also those that began with such a run; purged versions leave no gap', async (t) => {
  const { storage, build, write } = await corpus(t);
  await build();
  await write('others.jsonl', [{ id: 'other-1', text: twin }]);
  await build();
  await addForgotten(storage, 'docs', ['in/jane/1.jsonl']);
  const holds = forgets({ sources: ['in/jane/1.jsonl'] });
  await build();
  const found = await versionsHolding(storage, 'docs', holds);
  assert.deepEqual(
    found.map(({ version, files }) => [version, files]),
    [
      [1, 1],
      [2, 1],
    ],
  );
  const runs: [string, number, string | null][] = [
    ['docs-old', 1, null],
    ['docs-tuned', 3, 'docs-old'],
    ['docs-new', 3, null],
  ];
  for (const [run, version, from] of runs) {
    const { sha256 } = await readManifest(storage, `docs@${version}`);
    const data = { dataset: 'docs', version, manifestSha256: sha256 };
    await recordRun(storage, runFolder(run), { ...sampleRun, run, from, data });
  }
  const parts = [];
  for (const version of [2, 3]) {
    const { sha256 } = await readManifest(storage, `docs@${version}`);
    parts.push({ version: { dataset: 'docs', version, manifestSha256: sha256 } });
  }
  const mixed = {
    ...sampleRun,
    run: 'docs-mixed',
    from: null,
    data: parts[1]?.version ?? sampleRun.data,
    mix: { parts },
  };
  await recordRun(storage, runFolder(mixed.run), mixed);
  const seen = await runsOfVersions(storage, 'docs', new Set(found.map(({ manifestSha256 }) => manifestSha256)));
  assert.deepEqual(seen.map(({ run, versions, from }) => [run, versions, from]).sort(), [
    ['docs-mixed', [2], null],
    ['docs-old', [1], null],
    ['docs-tuned', [], 'docs-old'],
  ]);

  const third = (await readManifest(storage, 'docs')).sha256;
  await assert.rejects(purgeVersions(storage, 'docs', [{ version: 3, manifestSha256: third }]), {
    code: 'version-is-latest',
  });
  await purgeVersions(storage, 'docs', found);
  assert.deepEqual(await listVersions(storage, 'docs'), [3]);
  await assert.rejects(readRunData(storage, mixed), {
    code: 'run-data',
    message: 'run docs-mixed is of docs@2, which the store has not',
    hint: /forget --purge/,
  });
  assert.equal((await readLatest(storage, 'docs'))?.version, 3);
  await deleteGarbage(storage, await findGarbage(storage, 'docs', new Set()));
  assert.deepEqual(await verifyVersion(storage, 'docs').then(({ ok, problems }) => [ok, problems]), [true, []]);
  const left = (
    await Promise.all(['data', 'fates', 'metrics', 'work'].map((each) => storage.list(`docs/${each}/`)))
  ).flat();
  const named = filesOf((await readManifest(storage, 'docs')).manifest).map(({ file }) => `docs/${file}`);
  assert.deepEqual(left.map(({ key }) => key).sort(), named.sort());
  await write('others.jsonl', [{ id: 'other-1', text: 'Another text, of the next version.' }]);
  assert.equal((await build()).version, 4);
});
