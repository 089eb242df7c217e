import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { openTokenReader } from '../../shards/tokens.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { openStream } from '../../streaming/open-stream.js';
import { commitSynthetic, sequenceOf, tokenizer } from './synthetic-version.js';
const folder = mkdtempSync(join(tmpdir(), 'millrace-stream-'));
const storage = openLocalFolder(folder);
const length = 4;
const vocabulary = tokenizer.vocabularySize;
/** Three windows of 16,384 samples and less, groups that are not full among them. */
const sequences = [16_700, 300, 20_100];
const total = sequences.reduce((sum, count) => sum + count, 0);
let version;
let whole;
before(async () => {
    version = await commitSynthetic(storage, { dataset: 'synthetic', sequences, length, documents: [] });
    whole = (await readAll({ batch: 1000 })).ids;
});
after(() => rmSync(folder, { recursive: true, force: true }));
function options(more) {
    return { storage, version, content: 'tokens', split: 'train', batch: 64, seed: 11, threads: 2, ...more };
}
function idsOf(batch) {
    return Array.from({ length: batch.samples }, (_, sample) => `${batch.shards[sample]}:${batch.rows[sample]}`);
}
/** The ids of at most `batches` batches, and the cursor after them. */
async function readAll(more, batches = Number.POSITIVE_INFINITY) {
    const stream = await openStream(options(more));
    try {
        const ids = [];
        let cursor = stream.start;
        let count = 0;
        for await (const batch of stream.batches()) {
            ids.push(...idsOf(batch));
            cursor = batch.cursor;
            if (++count === batches)
                break;
        }
        return { ids, cursor };
    }
    finally {
        await stream.close();
    }
}
function dealt(hands) {
    const longest = Math.max(...hands.map((hand) => hand.length));
    return Array.from({ length: longest }, (_, place) => hands.flatMap((hand) => hand[place] ?? [])).flat();
}
describe('a stream of packed tokens', () => {
    test('has each sequence once, and in it what its shard holds', async () => {
        const readers = version.manifest.shards.map(({ file }) => openTokenReader(storage, `synthetic/${file}`, { length, vocabulary }));
        const stored = await Promise.all(readers.map(async (opening) => {
            const reader = await opening;
            const groups = Array.from({ length: reader.groups }, (_, group) => reader.group(group));
            return (await Promise.all(groups)).flat();
        }));
        const stream = await openStream(options({ batch: 100 }));
        const seen = new Set();
        for await (const batch of stream.batches()) {
            for (const [sample, id] of idsOf(batch).entries()) {
                const [shard = -1, row = -1] = id.split(':').map(Number);
                const tokens = batch.tokens.subarray(sample * length, (sample + 1) * length);
                assert.deepEqual([...tokens], Array.from(stored[shard]?.[row]?.tokens ?? []));
                assert.equal(batch.used[sample], stored[shard]?.[row]?.used);
                assert.equal(batch.labels[sample], -1);
                seen.add(id);
            }
        }
        await stream.close();
        assert.deepEqual([stream.samples, seen.size], [total, total]);
        assert.deepEqual([stream.classes, stream.length, stream.vocabulary], [[], length, vocabulary]);
        assert.deepEqual(stream.shards, version.manifest.shards.map(({ sha256 }) => sha256));
        const { tokens } = sequenceOf(2, 20_099, length, vocabulary);
        assert.deepEqual(stored[2]?.[20_099]?.tokens, Uint16Array.from(tokens));
    });
    test('is one order for any ranks, threads, batches and restarts', { timeout: 120_000 }, async () => {
        const leg = fc.record({
            ranks: fc.constantFrom(1, 2, 4),
            threads: fc.constantFrom(1, 2, 3),
            batch: fc.integer({ min: 1, max: 3000 }),
            batches: fc.integer({ min: 1, max: 6 }),
        });
        await fc.assert(fc.asyncProperty(fc.array(leg, { minLength: 1, maxLength: 3 }), fc.nat(total), async (legs, position) => {
            const [first] = (await readAll({ from: cursorAt(position) }, 1)).ids;
            assert.equal(first, whole[position]);
            let cursor = cursorAt(position);
            for (const { ranks, threads, batch, batches } of legs) {
                const hands = await Promise.all(Array.from({ length: ranks }, (_, rank) => readAll({ ranks, rank, threads, batch, from: cursor }, batches)));
                const ids = dealt(hands.map((hand) => hand.ids));
                assert.deepEqual(ids, whole.slice(cursor.position, cursor.position + ids.length));
                assert.equal(ids.length, Math.min(ranks * batch * batches, total - cursor.position));
                const [after] = hands.map((hand) => hand.cursor);
                assert.equal(after?.position, cursor.position + ids.length);
                cursor = after ?? cursor;
            }
        }), { numRuns: 5 });
    });
    test('cuts epochs into full batches and one short one, none with dropLast', async () => {
        const kept = await readAll({ batch: 1000, dropLast: true });
        assert.deepEqual(kept.ids, whole.slice(0, total - (total % 1000)));
        const stream = await openStream(options({ batch: 1000 }));
        const sizes = [];
        for await (const { samples, tokens, used } of stream.batches()) {
            assert.deepEqual([tokens.length, used.length], [samples * length, samples]);
            sizes.push(samples);
        }
        await stream.close();
        assert.deepEqual(sizes, [...Array.from({ length: 37 }, () => 1000), 100]);
    });
    test('goes on through epochs, as if each was asked for', async () => {
        const second = await readAll({ batch: 1000, epoch: 1 });
        const stream = await openStream(options({ batch: 1000, from: cursorAt(total - 1500) }));
        const ids = [];
        let cursor = stream.start;
        for await (const batch of stream.epochs()) {
            ids.push(...idsOf(batch));
            cursor = batch.cursor;
            if (ids.length >= 1500 + total + 1000)
                break;
        }
        await stream.close();
        const third = await readAll({ batch: 1000, epoch: 2 }, 1);
        assert.deepEqual(ids, [...whole.slice(total - 1500), ...second.ids, ...third.ids]);
        assert.deepEqual([cursor.epoch, cursor.position], [2, 1000]);
    });
    test('keeps its batch while it reads ahead', async () => {
        const stream = await openStream(options({ batch: 16_000 }));
        for await (const batch of stream.batches()) {
            const before = batch.tokens.slice();
            await new Promise((resolve) => setTimeout(resolve, 100));
            assert.deepEqual(batch.tokens, before);
        }
        await stream.close();
    });
    test('refuses a second consumer beside the first, and takes one after it', async () => {
        const stream = await openStream(options({}));
        const first = stream.batches();
        await first.next();
        await assert.rejects(stream.batches().next(), { code: 'bad-stream' });
        await first.return();
        const again = await stream.batches().next();
        assert.deepEqual(idsOf(again.value), whole.slice(0, 64));
        await stream.close();
    });
});
function cursorAt(position) {
    return {
        format: 'millrace-cursor/1',
        manifestSha256: version.sha256,
        content: 'tokens',
        split: 'train',
        seed: 11,
        epoch: 0,
        position,
    };
}
describe('a stream refuses', () => {
    const refusals = [
        [
            'another manifest',
            () => ({ from: { ...cursorAt(0), manifestSha256: 'a'.repeat(64) } }),
            'cursor-mismatch',
            /expected manifestSha256 [0-9a-f]{64}, found a{64}/,
        ],
        ['another seed', () => ({ from: { ...cursorAt(0), seed: 3 } }), 'cursor-mismatch', /expected seed 11, found 3/],
        [
            'another content',
            () => ({ from: { ...cursorAt(0), content: 'documents' } }),
            'cursor-mismatch',
            /expected content tokens, found documents/,
        ],
        ['another epoch', () => ({ epoch: 1, from: cursorAt(5) }), 'cursor-mismatch', /expected epoch 1, found 0/],
        [
            'the epoch after the next',
            () => ({ epoch: 2, from: cursorAt(total) }),
            'cursor-mismatch',
            /expected epoch 2, found 0/,
        ],
        [
            'a place beyond the end',
            () => ({ from: cursorAt(total + 1) }),
            'cursor-mismatch',
            /expected position at most 37100, found 37101/,
        ],
        ['an empty split', () => ({ split: 'holdout' }), 'no-samples', /no packed sequences in its holdout split/],
        ['documents without labels', () => ({ content: 'documents' }), 'no-samples', /no labelled documents/],
        ['another length', () => ({ length: 5 }), 'bad-stream', /expected length 4, .* found 5/],
        [
            'a rank that is none',
            () => ({ ranks: 2, rank: 2 }),
            'bad-stream',
            /expected rank to be a whole number from 0 to 1, found 2/,
        ],
        ['a batch beyond memory', () => ({ batch: 2 ** 28 }), 'bad-stream', /a batch of 268435456 × 4 tokens is too large/],
        ['half a batch', () => ({ batch: 0.5 }), 'bad-stream', /expected batch to be a whole number from 1/],
        ['a negative seed', () => ({ seed: -1 }), 'bad-stream', /expected seed/],
    ];
    for (const [name, more, code, message] of refusals)
        test(name, async () => {
            await assert.rejects(openStream(options(more())), { code, kind: 'usage', message });
        });
    test('but takes the end of an epoch for the beginning of the next', async () => {
        const { ids } = await readAll({ batch: 10, epoch: 1, from: cursorAt(total) }, 1);
        assert.deepEqual(ids, (await readAll({ batch: 10, epoch: 1 }, 1)).ids);
    });
});
//# sourceMappingURL=stream.test.js.map