import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.js';
import { readTokenizer } from './fixture.js';
const pattern = (regex) => ({ type: 'Split', pattern: { Regex: regex }, behavior: 'Isolated', invert: false });
const unsupported = [
    ['normalizer.type', (data) => Object.assign(data, { normalizer: { type: 'NFX' } })],
    [
        'normalizer.normalizers.1.type',
        (data) => Object.assign(data, { normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'NFX' }] } }),
    ],
    ['truncation.max_length', (data) => Object.assign(data, { truncation: {} })],
    ['future', (data) => Object.assign(data, { future: 1 })],
    ['model.type', ({ model }) => Object.assign(model, { type: 'WordLevel' })],
    ['model.dropout', ({ model }) => Object.assign(model, { dropout: 0.1 })],
    ['pre_tokenizer.type', ({ pre_tokenizer }) => Object.assign(pre_tokenizer, { type: 'UnicodeScripts' })],
    [
        'pre_tokenizer.prepend_scheme',
        (data) => Object.assign(data, { pre_tokenizer: { type: 'Metaspace', replacement: '_', add_prefix_space: false } }),
    ],
    ['post_processor.type', (data) => Object.assign(data, { post_processor: { type: 'Other' } })],
    [
        'post_processor.single',
        (data) => Object.assign(data, { post_processor: template([{ Sequence: { id: 'B', type_id: 0 } }]) }),
    ],
    ...[
        '(a',
        'a)',
        '[a',
        'a**',
        '\\1',
        '\\bx',
        '(?=ab)c',
        '(?>a)',
        '(?i:é)',
        '(?i:st)',
        '[[:alpha:]]',
        'a{1,999}',
        '(a*)*',
        'a++a',
        '\\p{Nope}',
        'a*',
    ].map((regex) => [
        'pre_tokenizer.pattern.Regex',
        (data) => Object.assign(data, { pre_tokenizer: pattern(regex) }),
    ]),
];
function template(single) {
    return { type: 'TemplateProcessing', single, pair: [], special_tokens: {} };
}
for (const [at, change] of unsupported) {
    test(`a file that asks for more than there is names the key: ${at}`, () => {
        const data = readTokenizer('gpt2-700.json');
        change(data);
        assert.throws(() => openTokenizer(JSON.stringify(data)), { code: 'tokenizer-unsupported', kind: 'usage', at });
    });
}
test('what is not implemented is named', () => {
    const data = readTokenizer('llama3-700.json');
    Object.assign(data.model, { type: 'WordLevel' });
    assert.throws(() => openTokenizer(JSON.stringify(data)), /at model\.type for "WordLevel", which is not implemented/);
    data.pre_tokenizer = pattern('a(?!bc)');
    Object.assign(data.model, { type: 'BPE' });
    assert.throws(() => openTokenizer(JSON.stringify(data)), /for a pattern with a test of more than one character/);
});
test('a decoder that is not implemented is refused when ids are decoded', () => {
    const data = readTokenizer('gpt2-700.json');
    Object.assign(data, { decoder: { type: 'CTC' } });
    const tokenizer = openTokenizer(JSON.stringify(data));
    assert.ok(tokenizer.encode('the mill').length > 0);
    assert.throws(() => tokenizer.decode([1]), { code: 'tokenizer-unsupported', at: 'decoder' });
});
const invalid = [
    ['a merge of a token that is gone', ({ model }) => delete model.vocab['a']],
    ['a merge of three', ({ model }) => model.merges.push('a b c')],
    ['a merge of tokens that do not exist', ({ model }) => model.merges.push(['q', 'zzzz'])],
    ['a merge whose result does not exist', ({ model }) => model.merges.push(['q', 'z'])],
    ['an id that is no whole number', ({ model }) => Object.assign(model.vocab, { half: 0.5 })],
    ['an id that would take all memory', ({ model }) => Object.assign(model.vocab, { far: 2 ** 40 })],
    ['a negative id', ({ model }) => Object.assign(model.vocab, { below: -1 })],
    [
        'an added token with another id than the next',
        ({ added_tokens }) => added_tokens.push({ ...added_tokens[0], id: 9000, content: 'other' }),
    ],
    [
        'a template with a token that it does not define',
        (data) => Object.assign(data, { post_processor: template([{ SpecialToken: { id: '[SEP]', type_id: 0 } }]) }),
    ],
    [
        'a broken table of sentencepiece',
        (data) => Object.assign(data, { normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } }),
    ],
    [
        'an unknown token that is none',
        (data) => Object.assign(data, { pre_tokenizer: null, model: { ...data.model, unk_token: 'nowhere' } }),
    ],
    ['an added token at odds with the vocabulary', ({ added_tokens }) => Object.assign(added_tokens[0] ?? {}, { id: 5 })],
];
for (const [name, change] of invalid) {
    test(`a broken file is refused: ${name}`, () => {
        const data = readTokenizer('gpt2-700.json');
        change(data);
        assert.throws(() => openTokenizer(JSON.stringify(data)), { code: 'tokenizer-invalid', kind: 'usage' });
    });
}
test('what is no JSON, and JSON that is no tokenizer, are refused', () => {
    assert.throws(() => openTokenizer('\u0000PK'), { code: 'tokenizer-invalid' });
    const deep = `{"pre_tokenizer":${'{"type":"Sequence","pretokenizers":['.repeat(5000)}${']}'.repeat(5000)}}`;
    for (const json of ['null', '[]', '{}', '"x"', deep]) {
        assert.throws(() => openTokenizer(json), { code: 'tokenizer-unsupported' });
    }
});
//# sourceMappingURL=tokenizer-file.test.js.map