import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.js';
import { openTokenBuffer } from '../../../pipelines/tokenizers/tokenizer.js';
import { readFixture, readTokenizer } from './fixture.js';
const plain = { single_word: false, lstrip: false, rstrip: false, special: false };
const variants = {
    'as trained': () => undefined,
    'ignore_merges with the first 100 merges': ({ model }) => {
        model['ignore_merges'] = true;
        model.merges.splice(100);
    },
    'more added tokens': ({ added_tokens }) => {
        added_tokens.push({ ...plain, id: 700, content: '<|end', normalized: true }, { ...plain, id: 701, content: '<|endoftext|>b', normalized: false }, { ...plain, id: 702, content: '.*', normalized: false }, { ...plain, id: 703, content: 'abc', normalized: true }, { ...plain, id: 704, content: '\u{1f600}', normalized: true });
    },
    add_prefix_space: ({ pre_tokenizer }) => {
        pre_tokenizer['add_prefix_space'] = true;
    },
    'use_regex off': ({ pre_tokenizer }) => {
        pre_tokenizer['use_regex'] = false;
    },
};
const golden = JSON.parse(readFixture('golden-ids.json'));
for (const { file, variant, ids } of golden.cases) {
    test(`ids equal those of Hugging Face's tokenizers: ${file}, ${variant}`, () => {
        const data = readTokenizer(file);
        variants[variant]?.(data);
        const tokenizer = openTokenizer(JSON.stringify(data));
        for (const [index, text] of golden.texts.entries()) {
            assert.deepEqual([...tokenizer.encode(text)], ids[index], JSON.stringify(text));
        }
    });
}
test('merges may be spelt "a b" or ["a", "b"]', () => {
    const data = readTokenizer('gpt2-700.json');
    data.model.merges = data.model.merges.map((merge) => merge.join(' '));
    const spelt = openTokenizer(JSON.stringify(data));
    const paired = openTokenizer(readFixture('gpt2-700.json'));
    const text = readFixture('corpus.txt');
    assert.deepEqual(spelt.encode(text), paired.encode(text));
});
test('append adds to what a buffer holds and grows it', () => {
    const tokenizer = openTokenizer(readFixture('gpt2-700.json'));
    const buffer = openTokenBuffer(1);
    tokenizer.append('The mill', buffer);
    tokenizer.append(' stands by the race.', buffer);
    const ids = buffer.ids.subarray(0, buffer.length);
    assert.deepEqual([...ids], [...tokenizer.encode('The mill'), ...tokenizer.encode(' stands by the race.')]);
});
test('tokens named like members of Object keep their ids', () => {
    const data = readTokenizer('gpt2-700.json');
    const names = ['constructor', 'valueOf', '__proto__', 'hasOwnProperty'];
    const json = JSON.stringify(data).replace('"vocab":{', `"vocab":{${names.map((name, index) => `${JSON.stringify(name)}:${700 + index},`).join('')}`);
    const tokenizer = openTokenizer(json.replace('"ignore_merges":false', '"ignore_merges":true'));
    assert.equal(tokenizer.vocabularySize, 704);
    for (const [index, name] of names.entries())
        assert.equal(tokenizer.idOf(name), 700 + index, name);
    assert.deepEqual([...tokenizer.encode('constructor')], [700]);
    assert.equal(tokenizer.idOf('toString'), undefined);
    assert.equal(tokenizer.endOfText, 0);
});
//# sourceMappingURL=tokenizer-ids.test.js.map