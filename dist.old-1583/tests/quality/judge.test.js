import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropped, merged, quarantined } from '../../core/fate.js';
import { explain } from '../../quality/why.js';
import { readManifest } from '../../shards/catalogue.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitJudged, named } from './judged-version.js';
const words = (count, word = 'word') => `${word} `.repeat(count).trimEnd();
const texts = (count, prefix, text, label) => Array.from({ length: count }, (_, i) => ({
    id: `${prefix}${String(i).padStart(3, '0')}`,
    text: text(i),
    ...(label === undefined ? {} : { label }),
}));
const gate = (written) => ({ severity: 'error', ...written });
const column = (name, test, more = {}) => ({
    ...{ column: name, test, max: 0, severity: 'error' },
    ...more,
});
const recordsOf = ({ gates }, index = 0) => gates[index]?.records ?? [];
const idsOf = (manifest, index = 0) => recordsOf(manifest, index).map(({ id }) => id);
test('a version is held to the last good one, not to one that failed', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    const gates = [gate({ metric: 'records', change: [-0.2, 0.2] })];
    const first = await commitJudged(storage, gates, texts(100, 'a', (i) => words(10 + i)));
    assert.deepEqual([first.gatesPassed, first.drift], [true, null]);
    assert.deepEqual(first.gates, [{ ...gates[0], value: 100, against: null, base: null, passed: true }]);
    const fewer = await commitJudged(storage, gates, texts(50, 'a', (i) => words(10 + 2 * i)));
    assert.deepEqual(fewer.gates, [{ ...gates[0], value: 50, against: 1, base: 100, passed: false }]);
    assert.equal(fewer.drift?.against.version, 1);
    assert.equal(fewer.drift?.against.sha256, (await readManifest(storage, 'docs@1')).sha256);
    const third = await commitJudged(storage, gates, texts(90, 'a', (i) => words(11 + i)));
    assert.deepEqual([third.version, third.gates[0]?.against, third.gatesPassed], [3, 1, true]);
    const fourth = await commitJudged(storage, gates, texts(74, 'a', (i) => words(10 + i)));
    assert.deepEqual([fourth.gates[0]?.base, fourth.gates[0]?.passed], [90, true]);
});
test('drift is found where it was planted, its documents are named, and each has a fate', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    const gates = [
        gate({ metric: 'drift.length.psi', max: 0.2 }),
        gate({ metric: 'drift.scripts.psi', max: 0.2 }),
        gate({ metric: 'drift.labels.psi', max: 0.2 }),
    ];
    const usual = [...texts(150, 'a', (i) => words(10 + i), 'ham'), ...texts(50, 'b', (i) => words(10 + 3 * i), 'spam')];
    assert.equal((await commitJudged(storage, gates, usual)).gatesPassed, true);
    const longer = [...usual.slice(0, 140), ...texts(60, 'long', (i) => words(400 + i), 'ham')];
    const lengths = await commitJudged(storage, [gates[0], gates[1], gate({ metric: 'drift.tokens.psi', max: 0.2 })], longer);
    assert.deepEqual(lengths.gates.map(({ passed }) => passed), [false, true, false]);
    assert.deepEqual(idsOf(lengths).slice(0, 2), ['long059', 'long058']);
    assert.deepEqual(idsOf(lengths, 2).slice(0, 2), ['long059', 'long058']);
    assert.deepEqual([recordsOf(lengths).length, recordsOf(lengths)[0]?.value], [20, 459 * 5 - 1]);
    const russian = texts(200, 'r', (i) => words(i < 150 ? 10 + i : 10 + 3 * (i - 150), i % 2 === 0 ? 'слов' : 'word'), 'ham');
    const moved = await commitJudged(storage, gates, russian);
    assert.deepEqual(moved.gates.map(({ passed }) => passed), [true, false, false]);
    assert.ok(recordsOf(moved, 1).every(({ id, value }) => Number(id.slice(1)) % 2 === 0 && value === 1));
    assert.deepEqual(recordsOf(moved, 2)[0], { id: 'r000', source: 'r000.txt', value: 'ham' });
    for (const { id, source } of recordsOf(moved, 1))
        assert.deepEqual((await explain(storage, moved, { id })).source, source);
});
const fates = [
    ...Array.from({ length: 30 }, (_, i) => dropped(named(`s${String(i).padStart(2, '0')}`), 'gopher-quality', 'short', i, 50)),
    ...Array.from({ length: 3 }, (_, i) => quarantined(named(`q${i}`), 'read', 'invalid-utf8')),
    merged(named('m1'), 'dedup-minhash', 'a000', 0.75),
    merged(named('m2'), 'dedup-minhash', 'a001', 0.9),
    merged(named('m3'), 'dedup-exact', 'a000', 1),
    merged(named('m4'), 'dedup-exact', 'a000', 1),
];
test('the records behind each kind of metric are named, worst first', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    const kept = texts(40, 'a', (i) => words(i + 1), 'ham');
    const other = texts(5, 'z', (i) => words(5 + i, '中文'), 'spam');
    const rows = [
        ['records', { max: 10 }, []],
        ['records', { min: 1000 }, []],
        ['kept.ratio', { min: 0.9 }, ['s00', 's01', 's02']],
        ['kept.ratio', { max: 0.1 }, ['a000', 'a001', 'a002']],
        ['dropped.ratio', { max: 0.1 }, ['s00', 's01', 's02']],
        ['dropped.ratio', { min: 0.9 }, []],
        ['quarantined.records', { max: 0 }, ['q0', 'q1', 'q2']],
        ['merged.records', { max: 0 }, ['m1', 'm2', 'm3']],
        ['reason.gopher-quality.short', { max: 0.1 }, ['s00', 's01', 's02']],
        ['reason.read.invalid-utf8', { max: 0.01 }, ['q0', 'q1', 'q2']],
        ['similarity.min', { min: 0.8 }, ['m1', 'm2', 'm3']],
        ['similarity.max', { max: 0.8 }, ['m3', 'm4', 'm2']],
        ['duplicates.largestCluster', { max: 3 }, ['m1', 'm3', 'm4']],
        ['length.p95', { max: 50 }, ['a039', 'a038', 'a037']],
        ['length.min', { min: 50 }, ['a000', 'a001', 'a002']],
        ['words.mean', { max: 5 }, ['a039', 'a038', 'a037']],
        ['characters.total', { max: 5 }, ['a039', 'a038', 'a037']],
        ['labels.largestShare', { max: 0.5 }, ['a000', 'a001', 'a002']],
        ['labels.distinct', { max: 1 }, ['z000', 'z001', 'z002']],
        ['label.spam', { max: 0.01 }, ['z000', 'z001', 'z002']],
        ['label.spam', { min: 0.9 }, ['a000', 'a001', 'a002']],
        ['script.han', { max: 0.01 }, ['z000', 'z001', 'z002']],
        ['script.latin', { min: 0.999 }, ['z000', 'z001', 'z002']],
        ['tokens.max', { max: 5 }, ['a039', 'a038', 'a037']],
        ['tokens.min', { min: 500 }, ['a000', 'a001', 'a002']],
        ['charactersPerToken.p05', { min: 50 }, ['z000', 'z001', 'z002']],
        ['tokens.perCharacter', { max: 0 }, ['z000', 'z001', 'z002']],
        ['perplexity.p95', { max: 2 }, ['z000', 'z001', 'z002']],
        ['classifierScore.max', { max: 0.5 }, ['z000', 'z001', 'z002']],
        ['vocabulary.usedRatio', { min: 0 }, []],
    ];
    const gates = rows.map(([metric, limits]) => gate({ metric, ...limits }));
    const manifest = await commitJudged(storage, gates, [...kept, ...other], fates);
    for (const [index, [metric, , ids]] of rows.entries()) {
        assert.equal(manifest.gates[index]?.passed, false, metric);
        assert.deepEqual(idsOf(manifest, index).slice(0, 3), ids, `${metric} ${JSON.stringify(rows[index]?.[1])}`);
        for (const { id, source } of recordsOf(manifest, index).slice(0, 3)) {
            assert.equal((await explain(storage, manifest, { id })).source, source);
        }
    }
    assert.deepEqual(recordsOf(manifest, 2)[1], { id: 's01', source: 's01.txt', value: 'gopher-quality.short' });
    assert.deepEqual(recordsOf(manifest, 8)[1], { id: 's01', source: 's01.txt', value: 1 });
    assert.equal(recordsOf(manifest, 2).length, 20);
    assert.deepEqual(recordsOf(manifest, 12)[0], { id: 'm1', source: 'm1.txt', value: 4 });
});
test('documents of a language, with personal data or repeated lines are named', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    const english = (i) => `The river is high and the miller is at work for day ${i} of the year.`;
    const usual = texts(60, 'en', english);
    const changed = [
        ...texts(30, 'en', english),
        ...texts(30, 'de', (i) => `Der Fluss ist hoch und der Müller arbeitet heute am Tag ${i} des Jahres.`),
        { id: 'mail1', text: `${english(1)} Write to miller@example.com.` },
        { id: 'mail2', text: `${english(2)} Write to miller@example.com or to baker@example.com.` },
        { id: 'twice', text: `${english(3)}\n${english(3)}\n${english(3)}` },
    ];
    const gates = [
        gate({ metric: 'language.de', max: 0.1 }),
        gate({ metric: 'language.de', change: [-1, 0.5] }),
        gate({ metric: 'language.en', min: 0.9 }),
        gate({ metric: 'language.sw', max: 0 }),
        gate({ metric: 'languages.distinct', max: 1 }),
        gate({ metric: 'pii.email.ratio', max: 0 }),
        gate({ metric: 'pii.any.ratio', max: 0 }),
        gate({ metric: 'repetition.max', max: 0.5 }),
        gate({ metric: 'drift.languages.psi', max: 0.2 }),
        gate({ metric: 'drift.pii.psi', max: 0.2 }),
    ];
    await commitJudged(storage, [], usual);
    const manifest = await commitJudged(storage, gates, changed);
    assert.deepEqual(manifest.gates.map(({ passed }, index) => [passed, idsOf(manifest, index).slice(0, 2)]), [
        [false, ['de000', 'de001']],
        [false, ['de000', 'de001']],
        [false, ['de000', 'de001']],
        [true, []],
        [false, ['de000', 'de001']],
        [false, ['mail2', 'mail1']],
        [false, ['mail2', 'mail1']],
        [false, ['twice', 'de000']],
        [false, ['de000', 'de001']],
        [true, []],
    ]);
    assert.deepEqual(recordsOf(manifest, 0)[0]?.value, 'de');
    assert.deepEqual(recordsOf(manifest, 5)[0]?.value, 2);
    assert.equal(recordsOf(manifest, 7)[0]?.value, 0.66);
    assert.equal(manifest.gates[1]?.base, 0);
});
test('columns are held to their rules; a row that has no value breaks none but not_null', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    const rows = [
        { id: 'a', text: 'one', label: 'ham', metadata: { day: '1' } },
        { id: 'b', text: 'two', label: 'spam', metadata: { day: '2' } },
        { id: 'c', text: 'one', metadata: { day: '1' } },
        { id: 'd', text: 'two', label: 'eggs' },
        { id: 'e', text: 'one', label: 'ham', metadata: { day: '1' } },
    ];
    const gates = [
        column('id', 'unique'),
        column('text', 'unique'),
        column('text', 'unique', { max: 3 }),
        column('day', 'unique'),
        column('day', 'not_null'),
        column('label', 'not_null'),
        column('label', 'accepted', { accepted: ['ham', 'spam'] }),
        column('label', 'accepted', { accepted: ['ham', 'spam'], max: 1 }),
        column('__proto__', 'not_null', { max: 5 }),
    ];
    const manifest = await commitJudged(storage, gates, rows);
    assert.deepEqual(manifest.gates.map(({ metric, value, passed }) => [metric, value, passed]), [
        ['unique(id)', 0, true],
        ['unique(text)', 3, false],
        ['unique(text)', 3, true],
        ['unique(day)', 2, false],
        ['not_null(day)', 1, false],
        ['not_null(label)', 1, false],
        ['accepted(label)', 1, false],
        ['accepted(label)', 1, true],
        ['not_null(__proto__)', 5, true],
    ]);
    assert.deepEqual(recordsOf(manifest, 1), [
        { id: 'c', source: 'c.txt', value: null },
        { id: 'd', source: 'd.txt', value: null },
        { id: 'e', source: 'e.txt', value: null },
    ]);
    assert.deepEqual(recordsOf(manifest, 3).at(0), { id: 'c', source: 'c.txt', value: '1' });
    assert.deepEqual(idsOf(manifest, 4), ['d']);
    assert.deepEqual(recordsOf(manifest, 6), [{ id: 'd', source: 'd.txt', value: 'eggs' }]);
    assert.deepEqual((await readManifest(storage, 'docs@1')).manifest, manifest);
});
test('of many clusters of duplicates the largest are named', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    const copies = Array.from({ length: 40 }, (_, keeper) => Array.from({ length: keeper === 31 ? 3 : keeper === 7 ? 2 : 1 }, (_, copy) => merged(named(`copy-${keeper}-${copy}`), 'dedup-exact', `a${String(keeper).padStart(3, '0')}`, 1))).flat();
    const gates = [gate({ metric: 'duplicates.largestCluster', max: 1 })];
    const manifest = await commitJudged(storage, gates, texts(40, 'a', (i) => words(i + 1)), copies);
    assert.deepEqual(idsOf(manifest).slice(0, 5), [
        ...['copy-31-0', 'copy-31-1', 'copy-31-2'],
        ...['copy-7-0', 'copy-7-1'],
    ]);
    assert.deepEqual([recordsOf(manifest)[0]?.value, recordsOf(manifest).length], [4, 20]);
});
test('long ids and values are cut, and still find their records', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    const id = `${'x'.repeat(199)}😀${'y'.repeat(5000)}`;
    const gates = [column('label', 'accepted', { accepted: ['ham'] })];
    const manifest = await commitJudged(storage, gates, [{ id, text: 'one', label: 'é'.repeat(5000) }]);
    const [record] = recordsOf(manifest);
    assert.deepEqual([record?.id, record?.value], ['x'.repeat(199), 'é'.repeat(100)]);
    assert.equal((await explain(storage, manifest, { id: record?.id ?? '' })).id, id);
});
test('an empty version has numbers, drift of nothing, and no one to blame', async (context) => {
    const storage = openLocalFolder(temporaryFolder(context));
    await commitJudged(storage, [], texts(20, 'a', (i) => words(i + 1)));
    const gates = [
        gate({ metric: 'kept.records', min: 1 }),
        gate({ metric: 'drift.length.psi', max: 0.2 }),
        column('id', 'unique'),
    ];
    const manifest = await commitJudged(storage, gates, []);
    assert.deepEqual(manifest.gates.map(({ value, passed, records }) => ({ value, passed, records })), [
        { value: 0, passed: false, records: [] },
        { value: null, passed: false, records: undefined },
        { value: 0, passed: true, records: undefined },
    ]);
});
//# sourceMappingURL=judge.test.js.map