import assert from 'node:assert/strict';
import { test } from 'node:test';
import { augmentText } from '../../pipelines/text-augment/augment-text.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { openStream } from '../../streaming/open-stream.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitSynthetic, labelledDocuments, tokenizer } from './synthetic-version.js';
const length = 64;
const documents = [labelledDocuments(300, ['spam', 'ham']), labelledDocuments(40, ['ham'], 300)];
const augment = [
    { name: 'random-swap', parameters: { share: 0.3 } },
    { name: 'aeda', parameters: { share: 0.3, marks: ['.', '!'] } },
];
/** The tokens of each sample of the epochs up to `epochs`, by epoch, shard and row. */
async function tokensOf(options, epochs) {
    const stream = await openStream({ content: 'documents', split: 'train', length, ...options });
    const found = new Map();
    for await (const batch of stream.epochs()) {
        for (let i = 0; i < batch.samples; i++) {
            const tokens = batch.tokens.subarray(i * length, i * length + (batch.used[i] ?? 0));
            found.set(`${batch.cursor.epoch}:${batch.shards[i]}:${batch.rows[i]}`, tokens.join());
        }
        if (batch.cursor.epoch === epochs - 1 && batch.cursor.position === stream.samples)
            break;
    }
    await stream.close();
    return found;
}
test('each document of each epoch is what its seed, id and epoch make of it, for any threads and ranks', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const version = await commitSynthetic(storage, { dataset: 'mail', sequences: [], length, documents });
    const common = { storage, version, augment, seed: 4 };
    const found = await tokensOf({ ...common, batch: 50, threads: 1 }, 2);
    for (const epoch of [0, 1]) {
        for (const [shard, rows] of documents.entries()) {
            for (const [row, { id, text }] of rows.entries()) {
                const shown = await augmentText(augment, text, { seed: 4, recordId: id, epoch });
                const expected = Array.from(tokenizer.encode(shown)).slice(0, length).join();
                assert.equal(found.get(`${epoch}:${shard}:${row}`), expected);
            }
        }
    }
    assert.deepEqual(await tokensOf({ ...common, batch: 7, threads: 2 }, 2), found);
    const ranks = await Promise.all([0, 1].map((rank) => tokensOf({ ...common, batch: 10, threads: 1, ranks: 2, rank }, 1)));
    const first = new Map([...found].filter(([place]) => place.startsWith('0:')));
    assert.deepEqual(new Map(ranks.flatMap((each) => [...each])), first);
});
test('operations that ask a program are refused', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const version = await commitSynthetic(storage, { dataset: 'mail', sequences: [], length, documents });
    const common = { storage, version, seed: 1, batch: 1, threads: 1, split: 'train' };
    const external = [{ name: 'back-translate', parameters: { command: ['x'], timeoutMs: 1 } }];
    await assert.rejects(openStream({ ...common, content: 'documents', augment: external }), {
        code: 'bad-stream',
        message: /back-translate/,
    });
});
//# sourceMappingURL=augmented-documents.test.js.map