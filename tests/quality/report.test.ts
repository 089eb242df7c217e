import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DomUtils, parseDocument } from 'htmlparser2';
import { renderReport } from '../../quality/report.ts';
import { sampleReasons } from '../../quality/samples.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { hostileId, writeSampleStore } from './sample-store.ts';

test('the report of a stored version', async (context) => {
  const storage = openLocalFolder(temporaryFolder(context));
  const manifest = await writeSampleStore(storage);
  const html = await renderReport(storage, manifest);
  const page = parseDocument(html);
  const texts = (name: string) =>
    DomUtils.getElementsByTagName(name, page).map((element) => DomUtils.textContent(element));

  await context.test('says what the manifest says', () => {
    assert.deepEqual(texts('h1'), ['docs version 1']);
    assert.ok(html.includes('Of 8 records, 2 were kept (25 %).'));
    const titles = texts('title');
    for (const title of ['dropped: 3', 'merged: 2', 'quarantined: 1', 'dedup-minhash · duplicate: 1  12.5 %']) {
      assert.ok(titles.includes(title), title);
    }
    const shard = manifest.shards[0];
    assert.ok(shard !== undefined && texts('code').includes(shard.sha256));
    assert.ok(texts('td').includes('dropped by gopher-quality: gopher_short_doc, 31 found, at least 50 wanted'));
    assert.ok(texts('pre')[0]?.includes('"dataset": "docs"'));
  });

  await context.test('loads and runs nothing, whatever ids, sources and labels hold', () => {
    assert.deepEqual(texts('script'), []);
    assert.deepEqual(
      DomUtils.getElementsByTagName('b', page).filter((element) => DomUtils.textContent(element) === 'more'),
      [],
    );
    assert.ok(texts('code').includes(hostileId.replace('\u001b', '\ufffd').slice(0, 40)));
    assert.ok(texts('td').includes('<b>more</b>.jsonl:3'));
    assert.ok(texts('text').includes('<en>'));
    for (const element of DomUtils.getElementsByTagName('*', page)) {
      for (const [name, value] of Object.entries(element.attribs)) {
        assert.doesNotMatch(name, /^(on|src|href)/);
        if (name !== 'xmlns') assert.doesNotMatch(value, /https?:/);
      }
    }
    assert.doesNotMatch(html.slice(0, html.indexOf('</style>')), /url\(|@import/);
  });

  await context.test('of a version without records is a page too', async () => {
    const records = { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0 };
    const empty = { ...manifest, records, reasons: {}, shards: [], fates: [], metrics: [], gates: [], packing: null };
    for (const text of [html, await renderReport(storage, empty)])
      assert.doesNotMatch(text, /NaN|Infinity|undefined|null/);
  });

  await context.test('is the same each time', async () => {
    assert.equal(await renderReport(storage, manifest), html);
  });

  await context.test('samples do not depend on the order of files', async () => {
    const turned = { ...manifest, fates: [...manifest.fates].reverse() };
    const samples = await sampleReasons(storage, manifest, 1);
    assert.deepEqual(await sampleReasons(storage, turned, 1), samples);
    assert.deepEqual(
      samples.map(({ stage, reason, count, rows }) => `${stage} ${reason} ${count} ${rows.length}`).sort(),
      [
        'dedup-exact duplicate 1 1',
        'dedup-minhash duplicate 1 1',
        'gopher-quality gopher_long_doc 1 1',
        'gopher-quality gopher_short_doc 1 1',
        'read duplicate-id 1 1',
        'read record-too-large 1 1',
      ],
    );
  });
});
