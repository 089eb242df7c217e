import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDocumentWriter } from '../../shards/documents.js';
import { openRecordWriter } from '../../shards/records.js';
import { openLocalFolder } from '../../storage/local-folder.js';
/** A filesystem in memory at a new folder, or undefined, with the test skipped, where mounting is not permitted. */
function mounted(t, options) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'));
    try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    }
    catch {
        rmdirSync(folder);
        t.skip('mounting a filesystem is not permitted here');
        return undefined;
    }
    t.after(() => {
        execFileSync('umount', [folder]);
        rmdirSync(folder);
    });
    return folder;
}
const mebibyte = 2 ** 20;
test('a full disk is an error with size, place and hint, and leaves nothing half written', async (t) => {
    const root = mounted(t, 'size=1m');
    if (root === undefined)
        return;
    const storage = openLocalFolder(root);
    await storage.put('kept', Buffer.from('kept'));
    const full = { code: 'disk-full', message: /3\.00 MiB/, at: join(root, 'big'), hint: /free some space/ };
    await assert.rejects(storage.put('big', randomBytes(3 * mebibyte)), { ...full, at: root });
    const writer = await storage.open();
    await writer.write(randomBytes(mebibyte / 2));
    await assert.rejects(writer.write(randomBytes(mebibyte)), { code: 'disk-full' });
    await writer.abort();
    await assert.rejects(storage.putIfAbsent('big', randomBytes(3 * mebibyte)), { code: 'disk-full' });
    assert.deepEqual((await storage.list('')).map(({ key }) => key), ['kept']);
    assert.deepEqual(readdirSync(join(root, '.tmp')), []);
    await storage.put('after', randomBytes(mebibyte / 2));
});
test('a full disk ends a shard with the same error', { timeout: 20_000 }, async (t) => {
    const root = mounted(t, 'size=1m');
    if (root === undefined)
        return;
    const storage = openLocalFolder(root);
    const document = (index) => ({
        id: String(index),
        text: randomBytes(500).toString('hex'),
        format: 'text',
        source: 'x',
        label: null,
        parent: null,
        metadata: {},
    });
    const documents = Array.from({ length: 9_000 }, (_, index) => document(index));
    const parquet = await openDocumentWriter(storage, 'set');
    await assert.rejects(parquet.add(documents).then(() => parquet.finish()), { code: 'disk-full' });
    await parquet.abort();
    const arrow = await openRecordWriter(storage, 'set/work/build', '0.arrow');
    const records = documents.map((value, ordinal) => ({ ordinal, item: value, evidence: null, textHash: null }));
    await assert.rejects(arrow.add(records).then(() => arrow.finish()), { code: 'disk-full' });
    await arrow.abort();
    assert.deepEqual(await storage.list(''), []);
    assert.deepEqual(readdirSync(join(root, '.tmp')), []);
});
test('a read-only disk is an error that says so', async (t) => {
    const root = mounted(t, 'ro');
    if (root === undefined)
        return;
    const storage = openLocalFolder(root);
    await assert.rejects(storage.put('a', Buffer.from('a')), { code: 'not-writable', hint: /--store/ });
    assert.equal(existsSync(join(root, 'a')), false);
});
//# sourceMappingURL=full-disk.test.js.map