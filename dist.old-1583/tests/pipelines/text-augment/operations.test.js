import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { augmentText } from '../../../pipelines/text-augment/augment-text.js';
import { textAugmentations } from '../../../pipelines/text-augment/registry.js';
import { sentencesOf } from '../../../pipelines/text-augment/sentences.js';
import { joinWords, wordsOf } from '../../../pipelines/text-augment/words.js';
const folder = mkdtempSync(join(tmpdir(), 'millrace-thesaurus-'));
const thesaurus = join(folder, 'synonyms.tsv');
writeFileSync(thesaurus, '# word\tsynonyms\nquick\tfast\trapid\nQuick\tswift\nfox\tvixen\ndog\thound\n快\t速\n');
after(() => rmSync(folder, { recursive: true }));
const english = "The quick fox doesn't like the lazy dog. It runs, again and again! Does the Quick dog mind?\nIt sleeps.";
const chinese = '快狐狸跳过了大狗。它又跑了起来！狗在睡觉。';
/** Each operation with parameters under which it does something to most texts. */
const settings = {
    eda: { thesaurus },
    'synonym-replacement': { thesaurus },
    'random-insertion': { thesaurus },
    'keyboard-noise': { p: 0.2 },
    'ocr-noise': { p: 0.2 },
    'token-dropout': { p: 0.3 },
    'fill-in-the-middle': { rate: 1 },
};
const pure = textAugmentations.filter(({ external }) => external !== true).map(({ name }) => name);
function augmented(name, text, key = {}, given = {}) {
    const definition = textAugmentations.find((each) => each.name === name);
    const parameters = definition?.parameters.parse({ ...settings[name], ...given });
    return augmentText([{ name, parameters }], text, { seed: 1, epoch: 0, recordId: 'a', ...key });
}
const epochs = Array.from({ length: 60 }, (_, epoch) => epoch);
const anyText = fc.oneof(fc.constantFrom(english, chinese, ''), fc.string({ unit: 'binary', maxLength: 60 }), fc
    .array(fc.constantFrom('fox', 'dog,', 'quick', '快', 'a.', ' ', '\n', '😀', 'É', 'Is it?'), { maxLength: 30 })
    .map((parts) => parts.join(' ')));
for (const name of pure) {
    describe(name, () => {
        test('a function of seed, record and epoch that changes texts, and other ones otherwise', async () => {
            const results = await Promise.all(epochs.map((epoch) => augmented(name, english, { epoch })));
            assert.deepEqual(await Promise.all(epochs.map((epoch) => augmented(name, english, { epoch }))), results);
            assert.ok(new Set(results).size > 2);
            assert.ok(results.some((result) => result !== english));
            assert.notDeepEqual(await Promise.all(epochs.map((epoch) => augmented(name, english, { epoch, seed: 2 }))), results);
            const inChinese = await Promise.all(epochs.map((epoch) => augmented(name, chinese, { epoch })));
            assert.equal(inChinese.some((result) => result !== chinese), name !== 'keyboard-noise');
        });
        test('never throws, and gives well-formed text', async () => {
            await fc.assert(fc.asyncProperty(anyText, fc.nat(), async (text, seed) => {
                assert.ok((await augmented(name, text, { seed })).isWellFormed());
            }), { numRuns: 200 });
        });
        test('time is linear in the length', async () => {
            const text = 'the quick fox 快 jumps. '.repeat(40_000);
            assert.ok((await augmented(name, text)).length > 100);
        });
    });
}
test('words and sentences joined again are the text', () => {
    fc.assert(fc.property(anyText, (text) => {
        const { words, gaps } = wordsOf(text);
        assert.equal(joinWords(words, gaps), text);
        const { sentences, gaps: spaces } = sentencesOf(text);
        assert.equal(joinWords(sentences, spaces), text);
    }));
    assert.deepEqual(wordsOf("It's 3-fold, 快跑 now").words, ["It's", '3-fold', '快', '跑', 'now']);
    assert.deepEqual(sentencesOf('A 3.5 b. "C!" D\nE。F').sentences, ['A 3.5 b.', '"C!"', 'D', 'E。', 'F']);
});
test('a word of millions of characters is one word', () => {
    const parts = 'a-'.repeat(4_000_000);
    assert.deepEqual(wordsOf(`${parts}a. ${parts}`), { words: [`${parts}a`, parts.slice(0, -1)], gaps: ['', '. ', '-'] });
});
test('marks of which none ends a sentence take linear time', () => {
    const start = process.cpuUsage();
    const text = `${'.'.repeat(60_000)}x`;
    assert.deepEqual(sentencesOf(text).sentences, [text]);
    // Quadratic time would be some ten seconds.
    assert.ok(process.cpuUsage(start).user < 2e6);
});
test('random-swap keeps the words and what stands between them', async () => {
    for (const epoch of epochs) {
        const result = wordsOf(await augmented('random-swap', english, { epoch }, { share: 0.3 }));
        const original = wordsOf(english);
        assert.deepEqual([...result.words].sort(), [...original.words].sort());
        assert.deepEqual(result.gaps, original.gaps);
    }
    assert.equal(await augmented('random-swap', 'one', {}), 'one');
    assert.equal(await augmented('random-swap', 'a b', {}, { share: 0.1 }), 'b a');
});
test('random-deletion and token-dropout take the share that is asked for, and no double spaces stay', async () => {
    const text = 'one two three four five six seven eight nine ten.';
    const count = async (name, given) => {
        const results = await Promise.all(epochs.map((epoch) => augmented(name, text, { epoch }, given)));
        for (const result of results)
            assert.doesNotMatch(result, / {2}|^ | \.$/);
        return results.reduce((sum, result) => sum + wordsOf(result).words.length, 0) / (10 * epochs.length);
    };
    assert.ok(Math.abs((await count('random-deletion', { p: 0.2 })) - 0.8) < 0.05);
    assert.ok(Math.abs((await count('token-dropout', { p: 0.5, mask: '' })) - 0.5) < 0.08);
    assert.equal(wordsOf(await augmented('random-deletion', text, {}, { p: 1 })).words.length, 1);
    assert.equal(await augmented('token-dropout', 'a b, c', {}, { p: 1, mask: '[MASK]' }), '[MASK] [MASK], [MASK]');
});
test('synonyms stand for a word in all its places, in its case', async () => {
    const results = await Promise.all(epochs.map((epoch) => augmented('synonym-replacement', 'The QUICK quick Quick fox', { epoch }, { share: 1 })));
    const seen = new Set(results);
    assert.deepEqual([...seen].sort(), ['fast', 'rapid', 'swift'].map((word) => {
        const capital = word.slice(0, 1).toUpperCase() + word.slice(1);
        return `The ${word.toUpperCase()} ${word} ${capital} vixen`;
    }));
    assert.equal(await augmented('synonym-replacement', 'nothing known'), 'nothing known');
    const inserted = await augmented('random-insertion', 'a fox 跑', {}, { share: 0.4 });
    assert.deepEqual([...wordsOf(inserted).words].sort(), ['a', 'fox', 'vixen', '跑']);
});
test('a thesaurus that is none is refused with its line', async () => {
    const bad = join(folder, 'bad.tsv');
    writeFileSync(bad, 'quick\tfast\nalone\n');
    await assert.rejects(augmented('eda', english, {}, { thesaurus: bad, swaps: 0, deletions: 0 }), {
        code: 'bad-thesaurus',
        at: `${bad}:2`,
    });
    await assert.rejects(augmented('synonym-replacement', english, {}, { thesaurus: join(folder, 'none') }), {
        code: 'no-stage-file',
    });
});
test('eda does one of its four, and those without a thesaurus where there is none', async () => {
    const words = wordsOf(english).words.length;
    const lengths = async (given) => (await Promise.all(epochs.map((epoch) => augmented('eda', english, { epoch }, given)))).map((result) => wordsOf(result).words.length - words);
    const all = await lengths({});
    assert.ok(all.some((more) => more > 0) && all.some((more) => more < 0) && all.some((more) => more === 0));
    assert.ok((await lengths({ thesaurus: undefined })).every((more) => more <= 0));
    assert.ok((await lengths({ swaps: 0, deletions: 0, synonyms: 0 })).every((more) => more === 2));
    assert.equal(await augmented('eda', english, {}, { thesaurus: undefined, swaps: 0, deletions: 0 }), english);
});
test('aeda inserts marks, from one to a share of the words, and loses nothing', async () => {
    for (const epoch of epochs) {
        const result = await augmented('aeda', 'one two three four five six seven eight nine ten', { epoch });
        const marks = result.match(/[.;?:!,]/g)?.length ?? 0;
        assert.ok(marks >= 1 && marks <= 4, String(marks));
        assert.equal(result.replaceAll(/[.;?:!,] /g, ''), 'one two three four five six seven eight nine ten');
    }
    assert.equal(await augmented('aeda', '快跑', {}, { share: 0.1, marks: ['，'] }).then((text) => text.replace('，', '')), '快跑');
});
test('keyboard-noise mistypes letters alone, with keys beside them', async () => {
    const results = await Promise.all(epochs.map((epoch) => augmented('keyboard-noise', 'Gg 5. é快', { epoch }, { p: 1, slips: ['substitute'] })));
    for (const result of results)
        assert.match(result, /^[FTYHBV][ftyhbv] 5\. é快$/);
    const swapped = await augmented('keyboard-noise', 'abc', {}, { p: 1, slips: ['swap'] });
    assert.equal(swapped, 'bac');
    assert.equal(await augmented('keyboard-noise', 'abc', {}, { p: 1, slips: ['delete'] }), '');
    assert.match(await augmented('keyboard-noise', 'a', {}, { p: 1, slips: ['insert'] }), /^a[qwsz]$/);
});
test('ocr-noise takes look-alikes for each other', async () => {
    const results = new Set(await Promise.all(epochs.map((epoch) => augmented('ocr-noise', 'rn 末 x', { epoch }, { p: 1 }))));
    assert.deepEqual([...results].sort(), ['m 未 x', 'nn 未 x']);
});
test('sentence-shuffle moves sentences, within their paragraphs or everywhere', async () => {
    const text = '  A b. C d! E?\nF. G.';
    const within = new Set(await Promise.all(epochs.map((epoch) => augmented('sentence-shuffle', text, { epoch }))));
    assert.equal(within.size, 12);
    for (const result of within)
        assert.match(result, /^ {2}[ACE][^\n]*\n(F\. G\.|G\. F\.)$/);
    const anywhere = await Promise.all(epochs.map((epoch) => augmented('sentence-shuffle', text, { epoch }, { within: 'document' })));
    assert.ok(anywhere.some((result) => /\n[^\n]*A b\./.test(result)));
    for (const result of anywhere)
        assert.deepEqual([...sentencesOf(result).sentences].sort(), [...sentencesOf(text).sentences].sort());
});
test('span-corruption hides the share that is asked for, and what it hid stands after its sentinels', async () => {
    const text = Array.from({ length: 200 }, (_, index) => `w${index}`).join(' ');
    for (const epoch of epochs) {
        const result = await augmented('span-corruption', text, { epoch });
        const [holes = '', hidden = ''] = result.split('\n');
        const spans = [...hidden.matchAll(/<extra_id_(\d+)>([^<]*)/g)];
        assert.equal(spans.length, 11, 'ten spans, and the sentinel that ends them');
        assert.equal(spans.flatMap(([, , words = '']) => wordsOf(words).words).length, 30);
        const filled = holes.replaceAll(/<extra_id_(\d+)>/g, (_, number) => spans[Number(number)]?.[2]?.trim() ?? '');
        assert.equal(filled, text);
        assert.doesNotMatch(holes, /^<|> <extra/);
    }
    assert.equal(await augmented('span-corruption', 'one'), 'one');
    assert.equal(await augmented('span-corruption', 'one two'), 'one <extra_id_0>\n<extra_id_0> two <extra_id_1>');
});
test('fill-in-the-middle rearranges a share of the texts, in both orders, and the parts are the text', async () => {
    const text = 'def 快😀(x): return x';
    const seen = { psm: 0, spm: 0, same: 0 };
    for (const epoch of epochs) {
        const result = await augmented('fill-in-the-middle', text, { epoch }, { rate: 0.8 });
        const psm = /^<\|fim_prefix\|>(?!<\|fim_suffix\|>.*<\|fim_middle\|>)/.test(result);
        const spm = /^<\|fim_prefix\|><\|fim_suffix\|>(.*)<\|fim_middle\|>(.*)$/s.exec(result);
        const inOrder = /^<\|fim_prefix\|>(.*)<\|fim_suffix\|>(.*)<\|fim_middle\|>(.*)$/s.exec(result);
        if (result === text)
            seen.same++;
        else if (spm !== null && `${spm[2]}${spm[1]}`.length === text.length && !psm)
            seen.spm++;
        else {
            assert.equal(`${inOrder?.[1]}${inOrder?.[3]}${inOrder?.[2]}`, text);
            seen.psm++;
        }
    }
    assert.ok(seen.psm > 10 && seen.spm > 10 && seen.same > 3, JSON.stringify(seen));
    assert.equal(await augmented('fill-in-the-middle', text, {}, { rate: 0 }), text);
});
test('back-translate asks a program that goes on, and tells of one that does not answer', async () => {
    const script = join(folder, 'translate.mjs');
    writeFileSync(script, `import { createInterface } from 'node:readline';
     for await (const line of createInterface({ input: process.stdin })) {
       const { text, seed } = JSON.parse(line);
       if (text === 'end') process.exit(3);
       if (text === 'silence') continue;
       process.stdout.write((text === 'bad' ? 'no JSON' : JSON.stringify({ text: text.toUpperCase(), pid: process.pid })) + '\\n');
     }`);
    const command = [process.execPath, script];
    const ask = (text, given = {}) => augmented('back-translate', text, {}, { command, ...given });
    assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((text) => ask(text))), ['A', 'B', 'C']);
    await assert.rejects(ask('bad'), { code: 'program-failed', message: /no JSON object/ });
    await assert.rejects(ask('end'), { code: 'program-failed', message: /code 3/ });
    await assert.rejects(ask('silence', { timeoutMs: 300 }), { code: 'program-failed', message: /300 ms/ });
    assert.equal(await ask('again'), 'AGAIN');
    await assert.rejects(ask('a', { command: [join(folder, 'nothing')] }), { code: 'program-failed', message: /ENOENT/ });
});
test('a thesaurus that another took the place of is read again', async () => {
    const path = join(folder, 'changing.tsv');
    writeFileSync(path, 'fox\tvixen\n');
    assert.equal(await augmented('synonym-replacement', 'a fox', {}, { thesaurus: path }), 'a vixen');
    writeFileSync(path, 'fox\treynard\n');
    assert.equal(await augmented('synonym-replacement', 'a fox', {}, { thesaurus: path }), 'a reynard');
});
test('an operation does not ask for its file at each text', async () => {
    const path = join(folder, 'gone.tsv');
    writeFileSync(path, 'fox\tvixen\n');
    const steps = [{ name: 'synonym-replacement', parameters: { thesaurus: path, share: 1 } }];
    const key = { seed: 1, epoch: 0, recordId: 'a' };
    assert.equal(await augmentText(steps, 'a fox', key), 'a vixen');
    rmSync(path);
    assert.equal(await augmentText(steps, 'one fox', key), 'one vixen');
});
//# sourceMappingURL=operations.test.js.map