import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.js';
import { openStream } from '../../streaming/open-stream.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitSynthetic } from './synthetic-version.js';
test('memory does not grow with the version', { timeout: 120_000 }, async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const length = 1024;
    const stored = await commitSynthetic(storage, { dataset: 'large', sequences: [4096], length, documents: [] });
    // The same shard a hundred times: 840 MB of tokens, of which two windows hold 64 MiB.
    const [shard] = stored.manifest.shards;
    assert.ok(shard !== undefined);
    const version = { ...stored, manifest: { ...stored.manifest, shards: Array.from({ length: 100 }, () => shard) } };
    const stream = await openStream({
        storage,
        version,
        content: 'tokens',
        split: 'train',
        batch: 512,
        seed: 1,
        threads: 2,
    });
    assert.equal(stream.samples, 409_600);
    const before = process.memoryUsage.rss();
    let most = 0;
    let tokens = 0;
    for await (const batch of stream.batches()) {
        most = Math.max(most, process.memoryUsage.rss() - before);
        tokens += batch.tokens.length;
    }
    await stream.close();
    assert.equal(tokens, 409_600 * length);
    assert.ok(most < 300e6, `resident memory grew by ${most} bytes`);
    t.diagnostic(`resident memory grew by ${(most / 1e6).toFixed(0)} MB while ${((2 * tokens) / 1e6).toFixed(0)} MB were streamed`);
});
//# sourceMappingURL=memory.test.js.map