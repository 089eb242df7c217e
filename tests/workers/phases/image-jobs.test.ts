import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openImageReader } from '../../../shards/images.ts';
import { groupsOf } from '../../../shards/row-file.ts';
import type { OpenBuild } from '../../../workers/phases/open-build.ts';
import type { WriteReport } from '../../../workers/phases/write-shards.ts';
import { picture } from '../../journeys/picture-folder.ts';
import { parquetOf } from '../../pipelines/image-readers/write-parquet.ts';
import { plannedBuild } from './planned-build.ts';
import { runJobs } from './run-jobs.ts';

async function idsOf({ storage, plan }: OpenBuild, { shards }: WriteReport): Promise<string[]> {
  const ids: string[] = [];
  for (const { file } of shards) {
    for await (const rows of groupsOf(await openImageReader(storage, `${plan.dataset}/${file}`)))
      ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

const line = async (id: string, seed: number) =>
  JSON.stringify({ id, image: (await picture(seed, 40, 40).png().toBuffer()).toString('base64') });
const lines = async () => `${await line('a', 1)}\n${await line('a~0', 2)}\n`;
const augment = 'augment: { copies: 3, operations: [random-horizontal-flip] }\noutput: { holdout: 0 }\n';

test('copies have ids that no record has, also where sources name ids of their own', async (t) => {
  const source = '{ format: jsonl, path: list.jsonl, image: image, content: base64, id: id }';
  const build = await plannedBuild(t, { 'list.jsonl': await lines() }, `sources: [ ${source} ]\n${augment}`);
  const ids = await idsOf(build, (await runJobs(build)).written);
  assert.deepEqual(new Set(ids).size, 8);
  assert.deepEqual(
    ids.map((id) => id.replace(/~[\da-f]{8}$/, '#')),
    ['a', 'a~0#', 'a~1#', 'a~2#', 'a~0', 'a~0~0#', 'a~0~1#', 'a~0~2#'],
  );
});

test('copies of records without ids of their own have the id of their record and a number', async (t) => {
  const source = '{ format: jsonl, path: list.jsonl, image: image, content: base64 }';
  const build = await plannedBuild(t, { 'list.jsonl': await lines() }, `sources: [ ${source} ]\n${augment}`);
  const ids = await idsOf(build, (await runJobs(build)).written);
  const [first, second] = [ids[0], ids[4]];
  const copies = (id = '') => [id, `${id}~0`, `${id}~1`, `${id}~2`];
  assert.deepEqual(ids, [...copies(first), ...copies(second)]);
});

test('images that were merged by any dedup stage count as duplicates', async (t) => {
  const other = await picture(2, 40, 40).jpeg().toBuffer();
  const text = [
    ...[await line('a', 1), await line('same', 1), await line('b', 2)],
    JSON.stringify({ id: 'alike', image: other.toString('base64') }),
  ].join('\n');
  const source = '{ format: jsonl, path: list.jsonl, image: image, content: base64, id: id }';
  const stages = 'stages: [ dedup-exact, dedup-image: { hash: dhash, maxDistance: 4 } ]\n';
  const build = await plannedBuild(t, { 'list.jsonl': text }, `sources: [ ${source} ]\n${stages}`);
  const { written } = await runJobs(build);
  assert.deepEqual([written.ledger.kept, written.ledger.merged], [2, 2]);
  assert.equal(written.metrics.histograms.clusterSize.total, 2);
});

test('a job that writes images says that it goes on as it makes each copy', async (t) => {
  const source = '{ format: jsonl, path: list.jsonl, image: image, content: base64 }';
  const build = await plannedBuild(t, { 'list.jsonl': await lines() }, `sources: [ ${source} ]\n${augment}`);
  const { reported } = await runJobs(build);
  const numbers = reported.get('write') ?? [];
  assert.ok(numbers.length >= 2 * (1 + 3), `${numbers.length} reports`);
  assert.equal(new Set(numbers).size, numbers.length);
});

test('a job has no record in work while it waits for its source', async (t) => {
  const bytes = await picture(1, 40, 40).png().toBuffer();
  const files = { 'a.parquet': parquetOf(bytes, { groups: 1, rows: 2 }) };
  const build = await plannedBuild(t, files, 'sources: [ { format: parquet, path: a.parquet } ]\n');
  const { reported } = await runJobs(build);
  const ordinals = reported.get('map-0') ?? assert.fail([...reported.keys()].join());
  assert.deepEqual(
    ordinals.filter((ordinal, place) => ordinal !== ordinals[place - 1]),
    [-1, 0, 1, -1],
  );
});
