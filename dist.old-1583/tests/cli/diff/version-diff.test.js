import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diffLines } from '../../../cli/diff/diff-text.js';
import { movedRecords } from '../../../cli/diff/fate-moves.js';
import { twoVersions } from '../../../cli/diff/two-versions.js';
import { diffVersions } from '../../../cli/diff/version-diff.js';
import { dropped, kept, merged, quarantined } from '../../../core/fate.js';
import { ledgerOf } from '../../../core/ledger.js';
import { commitVersion, readVersion } from '../../../shards/catalogue.js';
import { openFateWriter } from '../../../shards/fates.js';
import { openInputWriter } from '../../../shards/inputs.js';
import { moveLatest } from '../../../shards/move-latest.js';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { writeSampleVersion } from '../../shards/sample-version.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
const record = (id, text) => ({ id, source: `${id}.txt`, textHash: text.repeat(16).slice(0, 16) });
const short = (id, text) => dropped(record(id, text), 'gopher-quality', 'gopher_short_doc', 3, 50);
/** Commits a version of `docs` of these fates, in two files, and these inputs. */
async function commit(storage, fates, inputs = [], more = {}) {
    const draft = await writeSampleVersion(storage, 'docs', 4);
    const { reasons, ...records } = ledgerOf(fates);
    const files = [];
    for (const half of [fates.slice(0, fates.length / 2), fates.slice(fates.length / 2)]) {
        const writer = await openFateWriter(storage, 'docs');
        await writer.add(half);
        const { file, sha256, bytes, rows } = await writer.finish();
        files.push({ file, sha256, bytes, rows });
    }
    const writer = await openInputWriter(storage, 'docs');
    await writer.add(inputs);
    const { file, sha256 } = await writer.finish();
    const bytes = inputs.reduce((sum, each) => sum + each.bytes, 0);
    const lineage = { ...draft.lineage, inputs: { file, sha256, files: inputs.length, bytes } };
    return commitVersion(storage, { ...draft, records, reasons: { ...reasons }, fates: files, lineage, ...more });
}
async function allMoved(storage, before, after) {
    const moved = [];
    for await (const each of movedRecords(storage, before.manifest, after.manifest))
        moved.push(each);
    return moved;
}
const keptOutcome = { fate: 'kept', stage: null, reason: null };
const shortOutcome = { fate: 'dropped', stage: 'gopher-quality', reason: 'gopher_short_doc' };
test('records that moved, with their reasons, texts and examples', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const input = (path, digit) => ({ path, bytes: 10, sha256: digit.repeat(64) });
    const before = await commit(storage, [
        ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => kept(record(id, '1'))),
        short('same', '1'),
        kept(record('edited', '1')),
        merged(record('gone', '1'), 'dedup-exact', 'a', 1),
    ], [input('1.txt', '1'), input('2.txt', '2'), input('3.txt', '3')], { tokens: 5, summary: { 'kept.ratio': 0.8, 'length.p50': 100, 'length.mean': 1000 } });
    const after = await commit(storage, [
        ...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => short(id, '1')),
        short('g', '2'),
        short('same', '1'),
        kept(record('edited', '2')),
        quarantined({ ...record("it's new", ''), textHash: null }, 'read', 'bad-json'),
    ], [input('1.txt', '1'), input('2.txt', '9'), input('4.txt', '4')], { summary: { 'kept.ratio': 0.1, 'length.p50': 150, 'length.mean': 1001 } });
    const diff = await diffVersions(storage, { before, after });
    assert.equal(diff.same, false);
    assert.equal(diff.unchanged, 1);
    assert.deepEqual(diff.moves, [
        { before: keptOutcome, after: shortOutcome, records: 7, textChanged: 1, examples: ['a', 'b', 'c', 'd', 'e'] },
        {
            ...{ before: null, after: { fate: 'quarantined', stage: 'read', reason: 'bad-json' } },
            ...{ records: 1, textChanged: 0, examples: ["it's new"] },
        },
        { before: keptOutcome, after: keptOutcome, records: 1, textChanged: 1, examples: ['edited'] },
        {
            ...{ before: { fate: 'merged', stage: 'dedup-exact', reason: 'duplicate' }, after: null },
            ...{ records: 1, textChanged: 0, examples: ['gone'] },
        },
    ]);
    const { added, removed, changed, unchanged } = diff.inputs;
    assert.deepEqual([added.examples, removed.examples, changed.examples, unchanged], [['4.txt'], ['3.txt'], ['2.txt'], 1]);
    assert.deepEqual(diff.metrics[0], { name: 'kept.ratio', before: 0.8, after: 0.1 });
    const moved = await allMoved(storage, before, after);
    assert.deepEqual(moved.map(({ id }) => id), ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'edited', "it's new", 'gone']);
    const text = diffLines(diff).join('\n');
    assert.match(text, /^7 {2}kept -> dropped \(gopher-quality\.gopher_short_doc\), 1 with another text$/m);
    assert.match(text, /^ {7}npx millrace why docs@2 --id 'it'\\''s new'$/m);
    assert.match(text, /^ {7}npx millrace why docs@1 --id gone$/m);
    assert.match(text, /^1 {2}kept, with another text$/m);
    assert.match(text, /^length\.p50 +100 +150 +\+50 %$/m);
    assert.match(text, /^1 more changed by less than 1 %: --json lists them$/m);
    for (const line of text.split('\n'))
        assert.ok(line.length <= 100, line);
});
test('a version and itself do not differ; others balance with both ledgers, and mirror', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const fate = fc
        .tuple(fc.stringMatching(/^[a-z]{1,2}$/), fc.constantFrom('1', '2'), fc.nat(3))
        .map(([id, text, kind]) => kind === 0
        ? kept(record(id, text))
        : kind === 1
            ? short(id, text)
            : kind === 2
                ? dropped(record(id, text), 'read', 'duplicate-id', null, null)
                : merged(record(id, text), 'dedup-exact', 'a', 1));
    const fates = fc.array(fate, { minLength: 1, maxLength: 80 });
    await fc.assert(fc.asyncProperty(fates, fates, async (first, second) => {
        const [before, after] = [await commit(storage, first), await commit(storage, second)];
        const self = await diffVersions(storage, { before, after: before });
        assert.deepEqual([self.same, self.moves, self.recipe, self.unchanged], [true, [], [], first.length]);
        const there = await diffVersions(storage, { before, after });
        const back = await diffVersions(storage, { before: after, after: before });
        assert.deepEqual(movesOf(there), movesOf(back, true));
        balances(there, before.manifest, after.manifest);
        assert.equal((await allMoved(storage, before, after)).length, sum(there.moves.map(({ records }) => records)));
    }), { numRuns: 12 });
});
function movesOf({ moves }, mirrored = false) {
    return moves
        .map(({ before, after, records, textChanged }) => JSON.stringify([...(mirrored ? [after, before] : [before, after]), records, textChanged]))
        .sort();
}
/** What moved and what stayed are all of both versions' records; each reason differs by what came and went. */
function balances({ moves, unchanged }, before, after) {
    const records = (counted) => sum(counted.map((move) => move.records));
    assert.equal(unchanged + records(moves.filter((move) => move.before !== null)), before.records.in);
    assert.equal(unchanged + records(moves.filter((move) => move.after !== null)), after.records.in);
    for (const reason of new Set([...Object.keys(before.reasons), ...Object.keys(after.reasons)])) {
        const isOf = (outcome) => outcome !== null && `${outcome.stage}.${outcome.reason}` === reason;
        const came = records(moves.filter((move) => isOf(move.after)));
        const went = records(moves.filter((move) => isOf(move.before)));
        assert.equal(came - went, (after.reasons[reason] ?? 0) - (before.reasons[reason] ?? 0), reason);
    }
}
function sum(numbers) {
    return numbers.reduce((total, each) => total + each, 0);
}
test('versions are named as people do, and latest is compared with the newest', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    for (const id of ['a', 'b', 'c'])
        await commit(storage, [kept(record(id, '1'))]);
    const versions = async (a, b) => {
        const { before, after } = await twoVersions(storage, a, b);
        return [before.manifest.version, after.manifest.version];
    };
    assert.deepEqual(await versions('docs'), [2, 3], 'no latest: the version before');
    const { sha256 } = await readVersion(storage, 'docs', 1);
    await moveLatest(storage, 'docs', 1, sha256);
    assert.deepEqual(await versions('docs@1', '2'), [1, 2]);
    assert.deepEqual(await versions('docs@3', 'docs@1'), [3, 1]);
    assert.deepEqual(await versions('docs@2'), [2, 3]);
    await assert.rejects(versions('docs', 'docs@9'), { code: 'version-not-found' });
    await assert.rejects(versions('docs', '0'), { code: 'bad-reference' });
    await assert.rejects(versions('nope'), { code: 'dataset-not-found' });
    const alone = openLocalFolder(temporaryFolder(t));
    await commit(alone, [kept(record('a', '1'))]);
    await assert.rejects(twoVersions(alone, 'docs', undefined), { code: 'nothing-to-compare', kind: 'usage' });
});
//# sourceMappingURL=version-diff.test.js.map