import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.js';
import { openStream } from '../../streaming/open-stream.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitSynthetic, labelledDocuments, tokenizer } from './synthetic-version.js';
const length = 64;
// Row groups hold 4,096 documents: the first shard has two, and of the last one no document is a sample of any class.
const shards = [
    labelledDocuments(5_000, ['spam', null, 'easy ham', 'hard ham']),
    labelledDocuments(7, ['spam'], 5_000),
    labelledDocuments(3, [null], 5_007),
];
const holdout = labelledDocuments(9, ['easy ham', 'unheard of', null], 6_000);
async function samplesOf(options, stored, epochs = 1) {
    const stream = await openStream({ content: 'documents', batch: 50, seed: 4, ...options });
    const samples = [];
    for await (const batch of stream.epochs()) {
        for (let i = 0; i < batch.samples; i++) {
            const [shard = -1, row = -1] = [batch.shards[i], batch.rows[i]];
            samples.push({
                id: `${shard}:${row}`,
                document: stored[shard]?.[row],
                tokens: Array.from(batch.tokens.subarray(i * length, (i + 1) * length)),
                used: batch.used[i] ?? -1,
                label: batch.labels[i] ?? -1,
            });
        }
        if (batch.cursor.epoch === epochs - 1 && batch.cursor.position === stream.samples)
            break;
    }
    await stream.close();
    return { samples, classes: stream.classes, said: stream.samples };
}
test('labelled documents are streamed as their tokenizer says, each once', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const shape = { dataset: 'mail', sequences: [], length, documents: shards, holdoutDocuments: holdout };
    const version = await commitSynthetic(storage, shape);
    const common = { storage, version, threads: 2, length };
    await t.test('with each label of the train split as a class', async () => {
        // In the third epoch the memory of the first is used again: what is left of a longer text must not stay.
        const { samples, classes, said } = await samplesOf({ ...common, split: 'train' }, shards, 3);
        assert.deepEqual(classes, ['easy ham', 'hard ham', 'spam']);
        for (const epoch of [0, 1, 2]) {
            const ids = samples.slice(epoch * 3_757, (epoch + 1) * 3_757).map(({ id }) => id);
            assert.equal(new Set(ids).size, 3_757);
        }
        assert.deepEqual([samples.length, said], [3 * 3_757, 3_757]);
        for (const { document, tokens, used, label } of samples) {
            const ids = Array.from(tokenizer.encode(document?.text ?? '')).slice(0, length);
            const padding = Array.from({ length: length - ids.length }, () => tokenizer.endOfText);
            assert.deepEqual([tokens, used], [[...ids, ...padding], ids.length]);
            assert.equal(classes[label], document?.label);
        }
        assert.ok(samples.some(({ used }) => used < length) && samples.some(({ used }) => used === length));
    });
    await t.test('without its middle a document keeps both its ends', async () => {
        const { samples } = await samplesOf({ ...common, length, split: 'train', cut: 'middle' }, shards);
        for (const { document, tokens, used } of samples) {
            const ids = Array.from(tokenizer.encode(document?.text ?? ''));
            if (ids.length <= length)
                assert.deepEqual(tokens.slice(0, used), ids);
            else
                assert.deepEqual(tokens, [...ids.slice(0, length / 2), ...ids.slice(-length / 2)]);
        }
        assert.ok(samples.some(({ document }) => tokenizer.encode(document?.text ?? '').length > length));
    });
    await t.test('with classes as they are given', async () => {
        const classes = { ham: ['hard ham', 'easy ham'], other: ['nothing has this'] };
        const given = await samplesOf({ ...common, split: 'train', classes }, shards);
        assert.deepEqual(given.classes, ['ham', 'other']);
        assert.equal(given.samples.length, 2_500);
        assert.ok(given.samples.every(({ label, document }) => label === 0 && document?.label?.endsWith(' ham')));
    });
    await t.test('the holdout has the classes of the train split', async () => {
        const { samples, classes } = await samplesOf({ ...common, split: 'holdout' }, [holdout]);
        assert.deepEqual(classes, ['easy ham', 'hard ham', 'spam']);
        assert.deepEqual(samples.map(({ document, label }) => [document?.label, label]), [
            ['easy ham', 0],
            ['easy ham', 0],
            ['easy ham', 0],
        ]);
    });
    await t.test('in one order for ranks and threads', async () => {
        const whole = await samplesOf({ ...common, split: 'train', threads: 1 }, shards);
        const hands = await Promise.all([0, 1].map((rank) => samplesOf({ ...common, split: 'train', threads: 3, ranks: 2, rank }, shards)));
        const dealt = whole.samples.map((_, place) => hands[place % 2]?.samples[Math.floor(place / 2)]);
        assert.deepEqual(dealt, whole.samples);
    });
    await t.test('a window beyond memory is refused', async () => {
        const opening = openStream({ ...common, split: 'train', content: 'documents', batch: 1, seed: 0, length: 2 ** 20 });
        await assert.rejects(opening, { code: 'bad-stream', message: /at most 4\.00 GiB, found that 3757 samples/ });
    });
    await t.test('and a label in two classes is refused', async () => {
        const classes = { a: ['spam'], b: ['spam'] };
        const opening = openStream({ ...common, split: 'train', content: 'documents', batch: 1, seed: 0, classes });
        await assert.rejects(opening, { code: 'label-twice', kind: 'usage' });
    });
});
//# sourceMappingURL=documents.test.js.map