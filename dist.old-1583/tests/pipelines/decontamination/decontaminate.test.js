import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { decontaminate } from '../../../pipelines/decontamination/decontaminate.js';
import { packageRoot } from '../../../storage/package-root.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { openJudge, testSet } from './judge.js';
const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
/** Words that are all different: `w1 w2 …` in letters, since numbers are all one. */
const words = (from, count) => Array.from({ length: count }, (_, k) => `w${letters[Math.floor((from + k) / 26)]}${letters[(from + k) % 26]}`).join(' ');
const item = words(0, 20);
const other = (count) => words(200, count);
function noted(outcome) {
    return 'evidence' in outcome ? outcome.evidence['decontaminate'] : undefined;
}
test('thirteen words of an item are found, twelve are not, and the fate names the item', async (t) => {
    const judge = await openJudge({ against: [testSet(t, [{ text: other(20) }, { text: item }])] });
    assert.ok('document' in judge(`a b ${words(3, 12)} c d`));
    const outcome = judge(`a b ${words(3, 13).toUpperCase().replaceAll(' ', ', ')} c d`);
    assert.deepEqual(outcome, {
        stage: 'decontaminate',
        ...{ reason: 'contaminated', value: 1, limit: 1 },
        evidence: {
            decontaminate: { matches: 1, share: 0.764706, items: [{ item: 'test.jsonl:2', ngram: 3, words: 13 }] },
        },
    });
});
test('an item shorter than an n-gram is found whole, and a very short one is not looked for', async (t) => {
    const against = [testSet(t, [{ text: words(0, 9) }, { text: words(40, 7) }])];
    const judge = await openJudge({ against });
    assert.ok('reason' in judge(`a ${words(0, 9)} b`));
    assert.ok('document' in judge(`a ${words(0, 8)} b`));
    assert.ok('document' in judge(`a ${words(40, 7)} b`));
    assert.ok('document' in (await openJudge({ against, shortest: 13 }))(`a ${words(0, 9)} b`));
    assert.ok('reason' in (await openJudge({ against, shortest: 7 }))(`a ${words(40, 7)} b`));
});
test('each Chinese, Japanese or Thai character is a word', async (t) => {
    const judge = await openJudge({
        against: [testSet(t, [{ text: '根号二不是有理数而是无限不循环小数' }, { text: 'กขคงจฉชซฌญฎฏฐฑ' }])],
    });
    assert.ok('reason' in judge('证明：根号二不是有理数，而是无限不！'));
    assert.ok('document' in judge('证明：根号二不是有理数，因此无限不！'));
    assert.ok('reason' in judge('กขคงจฉชซฌญฎฏฐ'));
});
test('limits: how many n-grams, what share of the document, and how many items may share one', async (t) => {
    const against = [testSet(t, [{ text: item }, { text: `${item} more` }, { text: `${item} else` }])];
    const text = `${other(35)} ${words(0, 15)}`;
    assert.equal((await openJudge({ against, minMatches: 3 }))(text).evidence !== undefined, true);
    assert.ok('document' in (await openJudge({ against, minMatches: 4 }))(text));
    assert.ok('reason' in (await openJudge({ against, minShare: 0.3 }))(text));
    assert.ok('document' in (await openJudge({ against, minShare: 0.31 }))(text));
    assert.ok('reason' in (await openJudge({ against, maxItems: 3 }))(text));
    assert.ok('document' in (await openJudge({ against, maxItems: 2 }))(text));
});
test('cut takes the words with what is around them, leaves out short parts, and notes it', async (t) => {
    const against = [testSet(t, [{ text: item }])];
    const [before, after] = [`Begin ${other(60)}`, `${words(300, 60)} end.`];
    const text = `${before}  ${words(2, 15)}!\n${after}`;
    const judge = await openJudge({ against, action: 'cut', around: 10, minPiece: 50 });
    const outcome = judge(text);
    assert.ok('document' in outcome);
    const kept = outcome.document.text;
    assert.equal(kept, `${before.slice(0, -8)}\n\n${after.slice(9)}`.replace('\n\n ', '\n\n'));
    assert.deepEqual(noted(outcome), {
        matches: 3,
        share: 0.109489,
        items: [{ item: 'test.jsonl:1', ngram: 2, words: 15 }],
        cut: text.length - kept.length + 2,
    });
    assert.ok('document' in judge(kept) && judge(kept).evidence === undefined);
    assert.ok('reason' in (await openJudge({ against, action: 'cut', around: 10, minPiece: 5000 }))(text));
});
test('a document that falls into too many parts is dropped', async (t) => {
    const against = [testSet(t, [{ text: item }])];
    const text = Array.from({ length: 3 }, (_, part) => `${words(200 + 30 * part, 30)} ${item}`).join(' ');
    const judge = (maxPieces) => openJudge({ against, action: 'cut', around: 0, minPiece: 0, maxPieces });
    assert.ok('document' in (await judge(3))(text));
    const outcome = (await judge(2))(text);
    assert.ok('reason' in outcome);
    assert.deepEqual([outcome.reason, outcome.value, outcome.limit], ['contaminated-pieces', 3, 2]);
});
test('test sets: several files, compressed, lists in a field, and text by lines', async (t) => {
    const folder = temporaryFolder(t);
    const [packed, plain] = [join(folder, 'b.jsonl.gz'), join(folder, 'a.txt')];
    writeFileSync(packed, gzipSync(JSON.stringify({ question: words(0, 9), choices: ['x', words(9, 4)], n: 1 })));
    writeFileSync(plain, `short\n${words(100, 13)}\n`);
    const judge = await openJudge({ against: [plain, packed], fields: ['question', 'choices'] });
    const first = judge(`${words(1, 8)} x ${words(9, 4)}`);
    assert.deepEqual(noted(first), { matches: 1, share: 1, items: [{ item: 'b.jsonl.gz:1', ngram: 1, words: 13 }] });
    assert.deepEqual(noted(judge(words(100, 13))), {
        matches: 1,
        share: 1,
        items: [{ item: 'a.txt:2', ngram: 0, words: 13 }],
    });
});
test('test sets: parts of objects, in JSON lines as in Parquet', async (t) => {
    const parquet = fileURLToPath(new URL('tests/fixtures/decontamination/choices.parquet', packageRoot));
    const rows = [{ question: 'unlike', choices: { text: ['other', 'words'], label: ['A', 'B'] } }];
    const text = 'which of these mills stood longest by the old river the upper mill the lower mill';
    const found = [
        { question: 'Which of these mills stood longest by the old river?', choices: [{ text: 'the upper mill' }] },
    ];
    for (const path of [parquet, testSet(t, [...rows, ...found])]) {
        const judge = await openJudge({ against: [path], fields: ['question', 'choices.text'] });
        const outcome = judge(text);
        const [first] = noted(outcome).items;
        const lower = path === parquet ? 3 : 0;
        assert.deepEqual(first, { item: `${basename(path)}:2`, ngram: 0, words: 13 + lower });
        await assert.rejects(openJudge({ against: [path], fields: ['answer'] }), /its columns are question, choices/);
    }
    const broken = join(temporaryFolder(t), 'x.parquet');
    writeFileSync(broken, 'PAR1 is not enough PAR1');
    await assert.rejects(openJudge({ against: [broken] }), { code: 'bad-test-set', at: 'x.parquet' });
});
test('a test set that is none is one error that says where, and holds no text of it', async (t) => {
    const wrong = async (path) => await openJudge({ against: [path] });
    await assert.rejects(wrong(join(temporaryFolder(t), 'none.jsonl')), { code: 'no-stage-file', kind: 'usage' });
    await assert.rejects(wrong(testSet(t, [{ question: 'secret' }])), (error) => {
        assert.match(error.message, /no line has any of text; its columns are question/);
        return !error.message.includes('secret');
    });
    const broken = join(temporaryFolder(t), 'broken.jsonl');
    writeFileSync(broken, `{"text":"a"}\nsecret\n`);
    await assert.rejects(wrong(broken), { code: 'bad-test-set', at: 'broken.jsonl:2' });
});
test('a test set that another took the place of is read again', async (t) => {
    const path = testSet(t, [{ text: item }]);
    assert.ok('reason' in (await openJudge({ against: [path] }))(item));
    writeFileSync(path, JSON.stringify({ text: other(30) }));
    assert.ok('document' in (await openJudge({ against: [path] }))(item));
});
test('names its files as such', () => {
    assert.deepEqual(decontaminate.files, ['against']);
});
//# sourceMappingURL=decontaminate.test.js.map