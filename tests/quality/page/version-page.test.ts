import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { VersionData } from '../../../quality/page/version-data.ts';
import { readVersionData } from '../../../quality/page/version-data.ts';
import { mostPageBytes, renderVersionPage } from '../../../quality/page/version-page.ts';
import { addDocument, addMerged, emptyMetrics, measureText } from '../../../quality/record-metrics.ts';
import { commitVersion } from '../../../shards/catalogue.ts';
import { advanceLatest } from '../../../shards/latest.ts';
import type { Manifest } from '../../../shards/manifest.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { writeSampleVersion } from '../../shards/sample-version.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { checkPage } from './well-formed.ts';

const sha256 = 'a'.repeat(64);
const fileOf = (folder: string) => ({ file: `${folder}/${sha256}.parquet`, sha256, bytes: 1000 });

const plainManifest: Manifest = {
  format: 'millrace-manifest/1',
  dataset: 'docs',
  kind: 'text',
  version: 3,
  parent: { version: 2, sha256 },
  lineage: {
    recipe: { sources: [{ format: 'mail', path: '*' }] },
    recipeSha256: sha256,
    codeSha256: sha256,
    inputs: { files: 2, bytes: 2048, file: `data/${sha256}.parquet`, sha256 },
    tokenizer: null,
  },
  records: { in: 10, kept: 6, dropped: 2, merged: 1, quarantined: 1 },
  reasons: { 'gopher-quality.gopher_short_doc': 2, 'dedup-exact.duplicate': 1, 'mail.host-died': 1 },
  tokens: 0,
  packing: null,
  shards: [{ ...fileOf('data'), content: 'documents', split: 'train', rows: 6, rowGroups: [] }],
  fates: [{ ...fileOf('fates'), rows: 10 }],
  metrics: [{ ...fileOf('metrics'), rows: 10 }],
  summary: {},
  gates: [],
  gatesPassed: true,
};

function dataOf(change: Partial<Manifest>, more: Partial<VersionData> = {}): VersionData {
  const manifest = { ...plainManifest, ...change };
  const history = [manifest];
  return { manifest, manifestSha256: sha256, metrics: emptyMetrics(), before: null, latest: 3, history, ...more };
}

/** What gomarkdown, which the UI renders with, shows of the page's words: its text. */
function wordsOf(page: string): string {
  return page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll(/\s+/g, ' ');
}

test('the verdict says what latest is, and why', () => {
  const failed = {
    gates: [{ metric: 'kept.ratio', value: 0.31, min: 0.5, severity: 'error', passed: false }],
    gatesPassed: false,
  } as const;
  const cases: readonly [VersionData, RegExp, RegExp][] = [
    [dataOf({}), /latest is this version/, /docs@3: 6 of 10 kept \(60 %\), no gates$/],
    [dataOf({}, { latest: 5 }), /latest is version 5, which is newer/, /no gates$/],
    [
      dataOf(failed, { latest: 2 }),
      /latest stays at version 2, because a gate failed: kept\.ratio is 0\.31/,
      /gates failed: kept\.ratio$/,
    ],
    [dataOf(failed, { latest: null }), /there is no latest yet,/, /gates failed/],
    [dataOf(failed, { latest: 3 }), /Approved by a person/, /gates failed/],
  ];
  for (const [data, said, inLists] of cases) {
    const { summary, page } = renderVersionPage(data);
    assert.match(wordsOf(page).replaceAll(' ,', ','), said);
    assert.match(summary, inLists);
    checkPage(page);
  }
  const open = wordsOf(renderVersionPage(dataOf(failed, { latest: 2 })).page);
  assert.match(open, /millrace approve docs@3.*millrace reject docs@3/);
  assert.doesNotMatch(wordsOf(renderVersionPage(dataOf({})).page), /approve/);
});

test('a gate that failed comes first, with its records and how to ask about them', () => {
  const records = Array.from({ length: 20 }, (_, index) => ({
    id: `id-${index}`,
    source: `a/b/${index}.txt`,
    value: index,
  }));
  const gates = [
    { metric: 'records', value: 10, min: 1, severity: 'error', passed: true },
    { metric: 'length.p95', value: 9000, max: 8000, severity: 'warn', passed: false, records: records.slice(0, 2) },
    { metric: 'kept.ratio', value: 0.31, min: 0.5, severity: 'error', passed: false, records },
  ] as const;
  const { page } = renderVersionPage(dataOf({ gates: [...gates], gatesPassed: false }, { latest: 2 }));
  const words = wordsOf(page);
  const places = [
    'FAILED: kept.ratio',
    '12 of the 20 records',
    'why docs@3 --id id-0',
    'warning: length.p95',
    'passed: records',
  ];
  const found = places.map((place) => words.indexOf(place));
  assert.ok(!found.includes(-1), words);
  assert.deepEqual(
    found,
    [...found].sort((a, b) => a - b),
  );
  assert.match(page, /<a href="\/millrace\/why\/docs%403\?id=id-0"><font color="#\w+">id-0<\/font><\/a>/);
  assert.match(page, /id-11<\/font><\/a> {2}a\/b\/11\.txt +11/);
});

test('drift reads as a word, the farthest first, and noise is stable', () => {
  const distance = (psi: number, noise = 0) => ({ psi, js: psi / 10, ks: null, noise });
  const metrics = { length: distance(0.15), labels: distance(6), words: distance(0.01), tokens: distance(0.3, 0.4) };
  const { page } = renderVersionPage(dataOf({ drift: { against: { version: 2, sha256 }, metrics } }));
  const table = /<pre>distribution[\s\S]*?<\/pre>/.exec(page)?.[0] ?? '';
  assert.deepEqual(
    table
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ +/).slice(0, 2).join(' ')),
    ['labels shifted', 'tokens stable', 'length moderate', 'words stable'],
  );
  assert.match(wordsOf(page), /One distribution shifted against version 2/);
});

test('a version without records, and the manifest of an earlier release, have a page', async (t) => {
  const none = { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0 };
  checkPage(renderVersionPage(dataOf({ records: none, reasons: {}, shards: [], fates: [], metrics: [] })).page);
  const storage = openLocalFolder(temporaryFolder(t));
  for (const records of [4, 12, 40]) await commitVersion(storage, await writeSampleVersion(storage, 'docs', records));
  await advanceLatest(storage, 'docs', { version: 3, manifestSha256: sha256 });
  const { summary, page } = renderVersionPage(await readVersionData(storage, 'docs', 3));
  checkPage(page);
  assert.match(summary, /^docs@3: \d+ of 40 kept \(\d+(\.\d)? %\), gates passed$/);
  assert.match(wordsOf(page), /The last 3 versions/);
  assert.doesNotMatch(page, /NaN|undefined|Infinity/);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '</div>\n\n<script>alert(1)</script>',
    '</pre></svg><img src=x onerror=alert(1)>',
    '```\n# x',
    '&lt;b&gt;',
    '[x](javascript:alert(1))',
    '__proto__',
    '"\'><a href=javascript:x>',
  ),
  fc.constant('中'.repeat(400)),
  fc.constant('\ud800&<"\'\u202e'.repeat(100)),
);

const count = fc.nat(1e7);
const anyGate = fc.record({
  metric: hostile,
  value: fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true })),
  min: fc.integer(),
  severity: fc.constantFrom('error' as const, 'warn' as const),
  passed: fc.boolean(),
  records: fc.array(
    fc.record({ id: hostile, source: hostile, value: fc.oneof(hostile, fc.integer(), fc.constant(null)) }),
    { maxLength: 20 },
  ),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyData = fc
  .record({
    records: fc.record({ in: count, kept: count, dropped: count, merged: count, quarantined: count }),
    reasons: fc.dictionary(hostile, count, { maxKeys: 40 }),
    gates: fc.array(anyGate, { maxLength: 40 }),
    gatesPassed: fc.boolean(),
    tokens: count,
    drift: fc.record({
      against: fc.constant({ version: 2, sha256 }),
      metrics: fc.dictionary(hostile, fc.record({ psi: share, js: share, ks: fc.option(share) }), { maxKeys: 30 }),
    }),
    summary: fc.dictionary(
      hostile.map((name) => `language.${name}`),
      share,
      { maxKeys: 20 },
    ),
    labels: fc.dictionary(hostile, count, { maxKeys: 20 }),
    sources: fc.array(hostile, { maxLength: 20 }),
    lengths: fc.array(fc.nat(1e6), { maxLength: 300 }),
    history: fc.array(fc.tuple(count, fc.boolean()), { maxLength: 11 }),
  })
  .map(({ labels, lengths, history, sources, ...manifest }): VersionData => {
    const metrics = emptyMetrics();
    for (const length of lengths) {
      addDocument(metrics, { ...measureText(''), label: null, tokens: length });
      addMerged(metrics, 0.9);
    }
    Object.assign(metrics.labels, labels);
    const records = manifest.records;
    const listed = sources.map((source) => ({ source, format: source, records, characters: 1, tokens: 1 }));
    const data = dataOf({ ...manifest, sources: listed }, { metrics, before: metrics, latest: 2 });
    const earlier = history.map(([kept, gatesPassed], index) => ({
      ...data.manifest,
      version: index + 1,
      records: { ...records, kept },
      gatesPassed,
    }));
    return { ...data, history: [...earlier, data.manifest] };
  });

test('whatever data say, a page is short, well-formed, and free of what they could inject', () => {
  fc.assert(
    fc.property(anyData, (data) => {
      const { summary, page } = renderVersionPage(data);
      assert.ok(Buffer.byteLength(JSON.stringify(page)) <= mostPageBytes);
      assert.ok(Buffer.byteLength(JSON.stringify(summary)) <= 400);
      assert.doesNotMatch(summary, /[<>&[\]`*]/);
      checkPage(page);
      assert.deepEqual(renderVersionPage(data), { summary, page });
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
