import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sha256Hex } from '../../storage/digest.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { parseCursor } from '../../streaming/cursor-file.js';
import { openStream } from '../../streaming/open-stream.js';
import { commitSynthetic, labelledDocuments } from '../streaming/synthetic-version.js';
import { millrace } from './command.js';
const folder = mkdtempSync(join(tmpdir(), 'millrace-stream-verb-'));
const store = join(folder, 'store');
const shape = {
    dataset: 'synthetic',
    sequences: [60_000, 40_000],
    length: 4,
    documents: [labelledDocuments(50, ['spam', 'ham', null])],
};
const total = 100_000;
/** Ids of seed 3, epoch 0, and tokens of text in each sample. */
const ids = [];
const used = [];
before(async () => {
    const storage = openLocalFolder(store);
    const version = await commitSynthetic(storage, shape);
    const stream = await openStream({
        storage,
        version,
        content: 'tokens',
        split: 'train',
        batch: 999,
        seed: 3,
        threads: 1,
    });
    for await (const batch of stream.batches()) {
        for (const [sample, row] of batch.rows.entries())
            ids.push(`${stream.shards[batch.shards[sample] ?? 0]}:${row}`);
        used.push(...batch.used);
    }
    await stream.close();
});
after(() => rmSync(folder, { recursive: true, force: true }));
function stream(words, disturbance) {
    const all = ['stream', 'synthetic', '--store', store, '--json', '--seed', '3', ...words.split(' ')];
    return millrace(all, '', folder, disturbance);
}
/** What the command must say of these ids. */
function expected(batch, from, to, step = 1) {
    const own = ids
        .map((_, place) => place)
        .filter((place) => place >= from && place < to && (place - from) % step === 0);
    return {
        batches: Math.ceil(own.length / batch),
        samples: own.length,
        tokens: own.reduce((sum, place) => sum + (used[place] ?? 0), 0),
        orderSha256: sha256Hex(own.map((place) => ids[place]).join('\n')),
    };
}
function said({ code, out, err }) {
    assert.equal(code, 0, err);
    const { seconds, samplesPerSecond, ...rest } = JSON.parse(out);
    assert.ok(seconds !== undefined && seconds > 0 && samplesPerSecond !== undefined);
    return rest;
}
const cursorIn = (name) => parseCursor(readFileSync(join(folder, name), 'utf8'), name);
describe('millrace stream', () => {
    test('reads an epoch, and says what and in which order', async () => {
        assert.deepEqual(said(await stream('--batch 64')), expected(64, 0, total));
    });
    test('gives a rank its share, whatever the threads', async () => {
        const ran = await stream('--batch 100 --ranks 4 --rank 0 --batches 30 --threads 3');
        assert.deepEqual(said(ran), expected(100, 0, 100 * 30 * 4, 4));
    });
    test('goes on from its cursor file, with other batches, threads and ranks, to the end of the epoch', async () => {
        assert.deepEqual(said(await stream('--batch 70 --batches 11 --cursor a.json')), expected(70, 0, 770));
        assert.equal(cursorIn('a.json').position, 770);
        const second = await stream('--batch 9 --batches 100 --threads 1 --ranks 3 --rank 0 --cursor a.json');
        assert.deepEqual(said(second), expected(9, 770, 770 + 2700, 3));
        assert.deepEqual(said(await stream('--batch 4096 --cursor a.json')), expected(4096, 3470, total));
        assert.equal(cursorIn('a.json').position, total);
        assert.deepEqual(said(await stream('--batch 8 --cursor a.json')), expected(8, total, total));
        const next = said(await stream('--batch 8 --batches 2 --epoch 1 --cursor a.json'));
        assert.deepEqual(next, said(await stream('--batch 8 --batches 2 --epoch 1')));
        assert.deepEqual([cursorIn('a.json').epoch, cursorIn('a.json').position], [1, 16]);
    });
    test('killed in the middle of an epoch, it goes on from the last place that was saved', async () => {
        await stream('--batch 50 --batches 20 --cursor kill.json');
        const killed = await stream('--batch 1 --cursor kill.json', { on: '%', signal: 'SIGKILL' });
        assert.deepEqual({ code: killed.code, out: killed.out }, { code: null, out: '' });
        assert.equal(cursorIn('kill.json').position, 1000);
        assert.deepEqual(said(await stream('--batch 50 --cursor kill.json')), expected(50, 1000, total));
        assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.partial')), []);
    });
    test('Ctrl-C ends it with 130 and a cursor from which it goes on', async () => {
        const ended = await stream('--batch 1 --cursor stop.json', { on: '%', signal: 'SIGINT' });
        const { position } = cursorIn('stop.json');
        assert.equal(ended.code, 130);
        assert.ok(position > 0 && position < total);
        const { error, samples, orderSha256 } = JSON.parse(ended.out);
        assert.deepEqual(error, { code: 'interrupted', message: 'interrupted' });
        assert.deepEqual({ samples, orderSha256 }, { samples: position, orderSha256: expected(1, 0, position).orderSha256 });
        assert.deepEqual(said(await stream('--batch 64 --cursor stop.json')), expected(64, position, total));
    });
    test('reads labelled documents', async () => {
        const { samples, batches } = said(await stream('--batch 10 --content documents --length 32'));
        assert.deepEqual({ samples, batches }, { samples: 34, batches: 4 });
    });
    test('tells people what it read, how far it is on stderr, and nothing else', async () => {
        const ran = await millrace(['stream', 'synthetic', '--store', store, '--batch', '64']);
        assert.equal(ran.code, 0);
        assert.match(ran.out, /^Read 1,563 batches, 100,000 samples, [\d,]+ tokens in [\d.]+ s \([\d,]+ samples\/s\)\.\nOrder [0-9a-f]{64}\n$/);
        assert.match(ran.err, /^(\d+ % {2}[\d,]+ of 100,000 samples, [\d,]+\/s\n)+$/);
    });
    const refusals = [
        ['--batch 8 --cursor broken.json', /broken\.json: the file is no JSON \[bad-cursor\]/],
        ['--batch 8 --cursor half.json', /half\.json: manifestSha256: .* \[bad-cursor\]/],
        ['--batch 8 --cursor other.json', /expected seed 3, found 4 \[cursor-mismatch\]/],
        ['--batch 8 --split holdout', /no packed sequences in its holdout split \[no-samples\]/],
        ['--batch 8 --ranks 2 --rank 2', /expected rank to be a whole number from 0 to 1, found 2/],
        ['--batch 8 --epoch -1', /Expected a whole number from 0/],
        ['--batch 0', /Expected a whole number of at least 1/],
        ['--batch 8 --size 20', /--size is no option of a stream of tokens/],
        ['--batch 8 --augment ["resize"]', /--augment: \[0\]: expected one of eda, .*found "resize"/],
        ['--batch 8 --content documents --layout chw', /--layout is no option of a stream of documents/],
        ['--batch 8 --float', /--float is no option of a stream of tokens/],
    ];
    for (const [words, message] of refusals)
        test(`refuses ${words}`, async () => {
            writeFileSync(join(folder, 'broken.json'), '{');
            writeFileSync(join(folder, 'half.json'), '{"format":"millrace-cursor/1"}');
            await millrace(['stream', 'synthetic', '--store', store, ...'--seed 4 --batch 8 --batches 1 --cursor other.json'.split(' ')], '', folder);
            const { code, err } = await stream(words);
            assert.match(err, message);
            assert.equal(code, 2);
        });
});
//# sourceMappingURL=stream.test.js.map