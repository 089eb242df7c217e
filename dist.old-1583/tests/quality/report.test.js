import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { DomUtils, parseDocument } from 'htmlparser2';
import { kept } from '../../core/fate.js';
import { fairShare, sampleFates } from '../../quality/report/fate-sample.js';
import { renderReport } from '../../quality/report.js';
import { commitVersion } from '../../shards/catalogue.js';
import { openFateWriter } from '../../shards/fates.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { hostileId, sampleTexts, writeSampleStore } from './sample-store.js';
test('the report of a stored version', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    const manifest = await writeSampleStore(storage);
    const html = await renderReport(storage, manifest);
    const page = parseDocument(html);
    await context.test('says what the manifest says', () => {
        assert.deepEqual(textsOf(html, 'h1'), ['docs version 1']);
        assert.ok(html.includes('Of 8 records, 2 were kept (25 %).'));
        const titles = textsOf(html, 'title');
        for (const title of ['dropped: 3, 37.5 %', 'merged: 2, 25 %', 'dedup-minhash · duplicate: 1 · 12.5 %']) {
            assert.ok(titles.includes(title), title);
        }
        const shard = manifest.shards[0];
        assert.ok(shard !== undefined && textsOf(html, 'code').includes(shard.sha256));
        const left = textsOf(html, 'td').filter((text) => text.includes('gopher_short_doc'));
        assert.deepEqual(left, ['gopher-quality · gopher_short_doc31 found, at least 50 wanted']);
        assert.ok(textsOf(html, 'pre')[0]?.includes('"dataset": "docs"'));
        assert.deepEqual(textsOf(html, 'blockquote').sort(), Object.values(sampleTexts).sort());
        const anchors = DomUtils.getElementsByTagName('a', page).map(({ attribs }) => attribs['href']?.slice(1));
        const sections = DomUtils.getElementsByTagName('section', page).map(({ attribs }) => attribs['id']);
        assert.deepEqual(anchors, sections);
    });
    await context.test('loads nothing and runs its own script only, whatever ids, sources and labels hold', () => {
        const [script, ...more] = scriptsOf(html).filter(({ type }) => type === undefined);
        assert.deepEqual(more, []);
        const digest = createHash('sha256')
            .update(script?.text ?? '')
            .digest('base64');
        const [policy] = DomUtils.getElementsByTagName('meta', page).flatMap(({ attribs }) => attribs['http-equiv'] === 'Content-Security-Policy' ? [attribs['content']] : []);
        assert.equal(policy, `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${digest}'`);
        assert.deepEqual(DomUtils.getElementsByTagName('b', page).filter((element) => DomUtils.textContent(element) === 'more'), []);
        assert.ok(textsOf(html, 'code').includes(hostileId.replace('\u001b', '\ufffd').slice(0, 40)));
        assert.ok(textsOf(html, 'td').some((text) => text.includes('<b>more</b>.jsonl:3')));
        assert.ok(textsOf(html, 'text').includes('<en>'));
        for (const element of DomUtils.getElementsByTagName('*', page)) {
            for (const [name, value] of Object.entries(element.attribs)) {
                assert.doesNotMatch(name, /^(on|src)/);
                if (name === 'href')
                    assert.match(value, /^#/);
                if (name !== 'xmlns')
                    assert.doesNotMatch(value, /https?:|url\(/);
            }
        }
        assert.doesNotMatch(html.slice(0, html.indexOf('</style>')), /url\(|@import/);
    });
    await context.test('holds every fate to search', () => {
        const { groups, rows } = fatesOf(html);
        const named = rows.map(([group, id]) => `${groups[group]?.join(' ')} ${id}`).sort();
        assert.equal(named.length, 8);
        assert.ok(named.includes('dropped gopher-quality gopher_short_doc c1-short'));
        assert.ok(named.includes('kept   d1-alone'));
        const merged = rows.find(([, id]) => id === 'b1-middle');
        assert.deepEqual(merged?.slice(2), ['docs.jsonl:3', 'into a1-keeper, 87.5 % similar']);
    });
    await context.test('shows as many texts as it is asked to', async () => {
        assert.deepEqual(textsOf(await renderReport(storage, manifest, { excerpts: 0 }), 'blockquote'), []);
        assert.equal(textsOf(await renderReport(storage, manifest, { excerpts: 1 }), 'blockquote').length, 1);
    });
    await context.test('of a version without records is a page too', async () => {
        const records = { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0 };
        const empty = { ...manifest, records, reasons: {}, shards: [], fates: [], metrics: [], gates: [], packing: null };
        for (const text of [html, await renderReport(storage, empty)])
            assert.doesNotMatch(text.replace(/<script>.*<\/script>/s, ''), /NaN|Infinity|undefined|null/);
    });
    await context.test('is the same each time', async () => {
        assert.equal(await renderReport(storage, manifest), html);
    });
    await context.test('samples do not depend on the order of files', async () => {
        const turned = { ...manifest, fates: [...manifest.fates].reverse() };
        const samples = await sampleFates(storage, manifest, 1);
        assert.deepEqual(await sampleFates(storage, turned, 1), samples);
        assert.deepEqual(samples
            .map(({ fate, stage, reason, count, rows }) => `${fate} ${stage} ${reason} ${count} ${rows.length}`)
            .sort(), [
            'dropped gopher-quality gopher_long_doc 1 1',
            'dropped gopher-quality gopher_short_doc 1 1',
            'dropped read duplicate-id 1 1',
            'kept   2 1',
            'merged dedup-exact duplicate 1 1',
            'merged dedup-minhash duplicate 1 1',
            'quarantined read record-too-large 1 1',
        ]);
    });
    await context.test('samples are drawn from all records, not the first ones', async () => {
        const writer = await openFateWriter(storage, 'docs');
        const ids = Array.from({ length: 3000 }, (_, index) => String(index).padStart(4, '0'));
        await writer.add(ids.map((id) => kept({ id, source: id, textHash: null })));
        const { file, sha256, bytes, rows } = await writer.finish();
        const [sample] = await sampleFates(storage, { ...manifest, fates: [{ file, sha256, bytes, rows }] }, 100);
        const drawn = sample?.rows.map(({ id }) => Number(id)) ?? [];
        assert.equal(new Set(drawn).size, 100);
        const mean = drawn.reduce((sum, id) => sum + id, 0) / 100;
        // Five standard errors of the mean of 100 uniform draws.
        assert.ok(Math.abs(mean - 1499.5) < 433, String(mean));
    });
    await context.test('shows what only newer manifests have: trend, drift, sources, guilty records', async () => {
        const { version: _, parent: __, ...draft } = manifest;
        const { manifest: second } = await commitVersion(storage, { ...draft, ...newerFields });
        assert.equal(second.version, 2);
        const text = await renderReport(storage, second);
        const titles = textsOf(text, 'title');
        for (const title of [
            'version 1: 25 %',
            'version 2: 25 %, gates failed',
            'length: PSI 0.3100, shifted; gate: at most 0.2',
            'labels: PSI 0.1500, moderate',
            'scripts: PSI 0.0100, stable',
            '<b>/*.txt, dropped: 3, 50 %',
        ]) {
            assert.ok(titles.includes(title), title);
        }
        assert.ok(textsOf(text, 'td').includes('docs.jsonl:1a1-keeper'));
        assert.equal(textsOf(text, 'h2')[0], 'Gates');
    });
});
const newerFields = {
    drift: {
        against: { version: 1, sha256: 'a'.repeat(64) },
        metrics: {
            scripts: { psi: 0.01, js: 0.001, ks: null, noise: 0.02 },
            length: { psi: 0.31, js: 0.1, ks: 0.2, noise: 0.02 },
            labels: { psi: 0.15, js: 0.1, ks: null, noise: 0.02 },
        },
    },
    sources: ['<b>/*.txt', 'more/*.jsonl'].map((source) => ({
        source,
        format: 'text',
        records: { in: 6, kept: 1, dropped: 3, merged: 1, quarantined: 1 },
        characters: 1000,
        tokens: 0,
    })),
    gates: [
        {
            metric: 'drift.length.psi',
            value: 0.31,
            max: 0.2,
            against: 1,
            severity: 'error',
            passed: false,
            records: [{ id: 'a1-keeper', source: 'docs.jsonl:1', value: 20 }],
        },
    ],
    gatesPassed: false,
};
test('the table of fates has room for whole rare reasons and equal parts of frequent ones', () => {
    const samples = (counts) => counts.map((count) => ({ fate: 'dropped', stage: 's', reason: 'r', count, rows: [] }));
    assert.equal(fairShare(samples([5000, 3, 700]), 2000), 1297);
    assert.equal(fairShare(samples([10, 3]), 2000), 10);
    assert.equal(fairShare(samples([2001]), 2000), 2000);
    assert.equal(fairShare([], 2000), 0);
    const counts = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(counts, fc.integer({ min: 1, max: 3000 }), (all, room) => {
        const shown = (share) => all.reduce((sum, count) => sum + Math.min(count, share), 0);
        const share = fairShare(samples(all), room);
        assert.ok(shown(share) <= room);
        assert.ok(shown(share + 1) > room || share === Math.max(...all));
    }));
});
function textsOf(html, name) {
    return DomUtils.getElementsByTagName(name, parseDocument(html)).map((element) => DomUtils.textContent(element));
}
function scriptsOf(html) {
    return DomUtils.getElementsByTagName('script', parseDocument(html)).map((element) => ({
        type: element.attribs['type'],
        text: DomUtils.textContent(element),
    }));
}
function fatesOf(html) {
    const data = scriptsOf(html).find(({ type }) => type === 'application/json');
    return JSON.parse(data?.text ?? 'null');
}
//# sourceMappingURL=report.test.js.map