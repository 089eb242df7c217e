import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitVersion, readManifest, readVersion } from '../../shards/catalogue.js';
import { readDecision, recordDecision } from '../../shards/decision.js';
import { findGarbage } from '../../shards/garbage.js';
import { readLatest } from '../../shards/latest.js';
import { moveLatest } from '../../shards/move-latest.js';
import { verifyVersion } from '../../shards/verify.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { runProgram } from '../storage/child-process.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { writeSampleVersion } from './sample-version.js';
/** Commits versions of `set`; true for one that passes its gates. */
async function commit(storage, ...passes) {
    const draft = await writeSampleVersion(storage, 'set', 8);
    const versions = [];
    for (const [index, gatesPassed] of passes.entries())
        versions.push(await commitVersion(storage, { ...draft, gatesPassed, summary: { index } }));
    return versions;
}
test('the first decision stands: the same again is fine, the other names it', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const [good, bad] = await commit(storage, true, false);
    assert.ok(good && bad);
    assert.equal(await readDecision(storage, bad), undefined);
    await assert.rejects(recordDecision(storage, good, 'approved', ''), { code: 'no-failed-gate', kind: 'usage' });
    const decision = { version: 2, manifestSha256: bad.sha256, decision: 'rejected', note: 'an empty crawl' };
    assert.deepEqual(await recordDecision(storage, bad, 'rejected', 'an empty crawl'), decision);
    assert.deepEqual(await recordDecision(storage, bad, 'rejected', 'another note'), decision);
    await assert.rejects(recordDecision(storage, bad, 'approved', ''), {
        code: 'already-decided',
        message: 'set@2 was rejected before: an empty crawl',
    });
    assert.deepEqual(JSON.parse(Buffer.from(await storage.get('set/decisions/00000002.json')).toString()), decision);
    await assert.rejects(moveLatest(storage, 'set', 2, bad.sha256), { code: 'gates-not-passed' });
});
test('a note is cut, and kept as text', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const [bad] = await commit(storage, false);
    assert.ok(bad);
    const { note } = await recordDecision(storage, bad, 'approved', `${'x'.repeat(999)}😀`);
    assert.equal(note, `${'x'.repeat(999)}\ufffd`);
});
test('latest moves to an approved version, never backwards, and past the undecided', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const [first, second, third] = await commit(storage, true, false, false);
    assert.ok(first && second && third);
    await recordDecision(storage, second, 'approved', '');
    // What a crash between decision and move left is made good by the next move.
    assert.equal(await moveLatest(storage, 'set', 1, first.sha256), false);
    assert.equal((await readLatest(storage, 'set'))?.version, 2);
    await assert.rejects(moveLatest(storage, 'set', 3, third.sha256), {
        code: 'gates-not-passed',
        hint: /approve set@3/,
    });
    await recordDecision(storage, third, 'approved', '');
    assert.equal(await moveLatest(storage, 'set', 3, third.sha256), true);
    assert.equal(await moveLatest(storage, 'set', 2, second.sha256), false);
    assert.equal((await readManifest(storage, 'set@latest')).manifest.version, 3);
});
test('a torn or foreign decision is an error that names the file, and gc keeps decisions', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const [first, second] = await commit(storage, false, false);
    assert.ok(first && second);
    const key = 'set/decisions/00000001.json';
    await recordDecision(storage, first, 'approved', '');
    const whole = await storage.get(key);
    assert.deepEqual((await findGarbage(storage, 'set', new Set())).values, []);
    assert.deepEqual((await verifyVersion(storage, 'set@1')).problems, []);
    const wrong = [
        [whole.slice(0, 40), /no JSON/],
        [new Uint8Array(0), /no JSON/],
        [Buffer.from([0xff]), /no JSON/],
        [Buffer.from('[]'), /expected object/],
        [Buffer.from(Buffer.from(whole).toString().replace('approved', 'perhaps')), /^decision: /],
        [Buffer.from(Buffer.from(whole).toString().replace('"version": 1', '"version": 2')), /is of version 2/],
        [Buffer.from(Buffer.from(whole).toString().replace(first.sha256, second.sha256)), /another manifest/],
    ];
    for (const [bytes, message] of wrong) {
        await storage.put(key, bytes);
        await assert.rejects(readDecision(storage, first), { code: 'bad-decision', at: key, message });
        await assert.rejects(recordDecision(storage, first, 'approved', ''), { code: 'bad-decision' });
        await assert.rejects(moveLatest(storage, 'set', 1, first.sha256), { code: 'bad-decision' });
        const { problems } = await verifyVersion(storage, 'set@1');
        assert.match(problems.join(), /^what was decided of it: /);
    }
    assert.equal(await readLatest(storage, 'set'), undefined);
});
test('of two processes that decide at once, one wins each version, and both know which', async (t) => {
    const root = temporaryFolder(t);
    const storage = openLocalFolder(root);
    const versions = await commit(storage, ...Array.from({ length: 60 }, () => false));
    const program = new URL('./decision-maker.js', import.meta.url);
    const words = ['approved', 'rejected', 'approved'];
    const outputs = await Promise.all(words.map((word) => runProgram(program, [root, 'set', word])));
    const [approved = [], rejected = [], approvedAlso = []] = outputs.map((output) => JSON.parse(output));
    assert.deepEqual(approved, approvedAlso);
    assert.equal(approved.length + rejected.length, versions.length);
    for (const { manifest } of versions) {
        const found = await readDecision(storage, await readVersion(storage, 'set', manifest.version));
        assert.equal(found?.decision, approved.includes(manifest.version) ? 'approved' : 'rejected');
        assert.equal(found.note, `by ${found.decision}`);
    }
});
//# sourceMappingURL=decision.test.js.map