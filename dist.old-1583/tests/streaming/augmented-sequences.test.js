import assert from 'node:assert/strict';
import { test } from 'node:test';
import { augmentText } from '../../pipelines/text-augment/augment-text.js';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { augmentedSequences } from '../../streaming/augmented-sequences.js';
import { openStream } from '../../streaming/open-stream.js';
import { readTokenizer } from '../pipelines/tokenizers/fixture.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitSynthetic, tokenizer } from './synthetic-version.js';
const augment = [{ name: 'random-swap', parameters: { share: 0.5 } }];
const separator = tokenizer.endOfText ?? assert.fail();
const texts = ['the quick brown fox jumps', 'one', 'over the lazy dog again'];
const packed = texts.flatMap((text) => [...tokenizer.encode(text), separator]);
test('each part between separators is augmented by itself, drawn by its place', async () => {
    const shown = augmentedSequences(augment, 7, tokenizer, 100);
    const expected = [];
    for (const [part, text] of texts.entries())
        expected.push(...tokenizer.encode(await augmentText(augment, text, { seed: 7, recordId: `x:${part}`, epoch: 2 })), separator);
    assert.deepEqual([...(await shown(packed, 'x', 2))], expected);
    assert.notDeepEqual([...(await shown(packed, 'x', 3))], expected);
    assert.notDeepEqual([...(await shown(packed, 'y', 2))], expected);
});
test('what grows is cut off at the length, and a part of which nothing is left stays', async () => {
    const longer = [{ name: 'aeda', parameters: { share: 1, marks: ['!'] } }];
    const shown = await augmentedSequences(longer, 1, tokenizer, packed.length)(packed, 'x', 0);
    assert.equal(shown.length, packed.length);
    const nothing = [{ name: 'token-dropout', parameters: { p: 1, mask: '' } }];
    assert.deepEqual([...(await augmentedSequences(nothing, 1, tokenizer, 100)(packed, 'x', 0))], packed);
});
test('tokens that the tokenizer puts around a text stay where they are', async () => {
    const data = readTokenizer('gpt2-700.json');
    const id = tokenizer.vocabularySize;
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
    data.added_tokens.push({ id, content: '<s>', ...flags });
    const named = ['</s>', separator];
    const processor = { type: 'BertProcessing', sep: named, cls: ['<s>', id] };
    const templated = openTokenizer(JSON.stringify({ ...data, post_processor: processor }));
    const shown = augmentedSequences(augment, 1, templated, 100);
    const ids = [...templated.encodeWhole('the quick brown fox jumps'), ...templated.encodeWhole('over the lazy dog')];
    for (let epoch = 0; epoch < 8; epoch++) {
        const found = [...(await shown(ids, 'x', epoch))];
        assert.deepEqual(found.filter((each) => each === id || each === separator), [id, separator, id, separator]);
        assert.equal(found[0], id);
        assert.doesNotMatch(templated.decode(found.filter((each) => each !== id && each !== separator)), /[<>]/);
    }
});
test('a stream of packed tokens gives them so, padded, for any threads', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const length = 32;
    const version = await commitSynthetic(storage, { dataset: 'words', sequences: [300, 20], length, documents: [] });
    const read = async (threads, more) => {
        const rows = new Map();
        const common = { storage, version, content: 'tokens', split: 'train', seed: 5, epoch: 1, batch: 16 };
        const stream = await openStream({ ...common, threads, ...more });
        for await (const batch of stream.batches())
            for (let i = 0; i < batch.samples; i++) {
                const shard = stream.shards[batch.shards[i] ?? -1] ?? '';
                const used = batch.used[i] ?? -1;
                const place = `words/data/${shard}.arrow:${batch.rows[i]}`;
                const tokens = [...batch.tokens.subarray(i * length, (i + 1) * length)];
                rows.set(`${batch.shards[i]}:${batch.rows[i]}`, { tokens, used, place });
            }
        await stream.close();
        return rows;
    };
    const plain = await read(1, {});
    const found = await read(2, { augment });
    const shown = augmentedSequences(augment, 5, tokenizer, length);
    for (const [row, { tokens, used, place }] of plain) {
        const expected = [...(await shown(tokens.slice(0, used), place, 1))];
        const { tokens: given, used: givenUsed } = found.get(row) ?? assert.fail(row);
        assert.deepEqual(given.slice(0, givenUsed), expected);
        assert.ok(given.slice(givenUsed).every((token) => token === separator));
    }
    assert.equal(found.size, 320);
    assert.notDeepEqual(found, plain);
});
//# sourceMappingURL=augmented-sequences.test.js.map