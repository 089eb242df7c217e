import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { c4Quality } from '../../../pipelines/filters/c4-quality.js';
import { finewebQuality } from '../../../pipelines/filters/fineweb-quality.js';
import { gopherQuality } from '../../../pipelines/filters/gopher-quality.js';
import { gopherRepetition } from '../../../pipelines/filters/gopher-repetition.js';
import { openView } from '../../../pipelines/text/text-view.js';
import { goldenDocuments, goldenRows, goldenSkip } from '../dedup/golden-documents.js';
import { documentOf, judge } from './judge.js';
/** Share of verdicts that must equal datatrove 0.10.1's, reason included. All do; this is what is promised. */
const leastEqual = 0.995;
function assertEqual(key, verdict) {
    const texts = new Map(goldenDocuments().map(({ id, text }) => [id, text]));
    const rows = goldenRows('filters.jsonl.gz');
    const differing = rows.filter((row) => {
        const ours = verdict(texts.get(row.id) ?? '');
        return ours.keep !== row[key]?.keep || (!ours.keep && ours.reason !== row[key]?.reason);
    });
    assert.ok(differing.length <= rows.length * (1 - leastEqual), differing.map(({ id }) => id).join());
}
for (const [words, suffix] of [
    ['spacy', ''],
    ['whitespace', '_ws'],
]) {
    test(`gopher-quality, ${words} words: datatrove's verdicts`, { skip: goldenSkip }, () => {
        assertEqual(`gopher_quality${suffix}`, (text) => judge(gopherQuality, text, { words }));
    });
    test(`gopher-repetition, ${words} words: datatrove's verdicts`, { skip: goldenSkip }, () => {
        assertEqual(`gopher_repetition${suffix}`, (text) => judge(gopherRepetition, text, { words }));
    });
    test(`fineweb-quality, ${words} words: datatrove's verdicts`, { skip: goldenSkip }, () => {
        assertEqual(`fineweb${suffix}`, (text) => judge(finewebQuality, text, { words }));
    });
    test(`Gopher's ratios, ${words} words: datatrove's to six decimals`, { skip: goldenSkip }, () => {
        const texts = new Map(goldenDocuments().map(({ id, text }) => [id, text]));
        for (const row of goldenRows('filters.jsonl.gz')) {
            for (const [name, value] of Object.entries(gopherRatios(texts.get(row.id) ?? '', words))) {
                const golden = row[`metrics${suffix}`]?.[name] ?? Number.NaN;
                assert.ok(Math.abs(value - golden) <= 1e-6, `${row.id} ${name}: ${value}, golden ${golden}`);
            }
        }
    });
}
for (const [terminalPunctuation, key] of [
    [true, 'c4'],
    [false, 'c4_fineweb'],
]) {
    test(`c4-quality, terminalPunctuation ${terminalPunctuation}: datatrove's verdicts`, { skip: goldenSkip }, () => {
        assertEqual(key, (text) => {
            const result = rewrite(text, terminalPunctuation);
            return 'keep' in result ? result : { keep: true };
        });
    });
    test(`c4-quality, terminalPunctuation ${terminalPunctuation}: datatrove's text`, { skip: goldenSkip }, () => {
        const texts = new Map(goldenDocuments().map(({ id, text }) => [id, text]));
        for (const row of goldenRows('filters.jsonl.gz')) {
            const golden = row[key]?.text_sha1;
            if (golden === undefined)
                continue;
            const result = rewrite(texts.get(row.id) ?? '', terminalPunctuation);
            assert.ok('text' in result, row.id);
            assert.equal(createHash('sha1').update(result.text).digest('hex'), golden, row.id);
        }
    });
}
function rewrite(text, terminalPunctuation) {
    return c4Quality.transform(documentOf(text), c4Quality.parameters.parse({ terminalPunctuation }));
}
/** Our ratios by their golden names. */
function gopherRatios(text, words) {
    const view = openView(text, words);
    const quality = gopherQuality.measure(view, gopherQuality.parameters.parse({ words }), documentOf(text));
    const { ratios } = gopherRepetition.measure(view, gopherRepetition.parameters.parse({ words }), documentOf(text));
    return {
        n_words: quality.words,
        n_non_symbol: quality.plainWords,
        avg_len: quality.meanWordLength,
        alpha_ratio: quality.alphabeticWords,
        hash_ratio: quality.hashRatio,
        ellipsis_ratio: quality.ellipsisRatio,
        bullet_ratio: quality.bulletLines,
        dup_para_frac: ratios.maxDuplicateParagraphs,
        dup_para_char: ratios.maxDuplicateParagraphCharacters,
        dup_line_frac: ratios.maxDuplicateLines,
        dup_line_char: ratios.maxDuplicateLineCharacters,
        top_2: ratios.maxTop2Gram,
        top_3: ratios.maxTop3Gram,
        top_4: ratios.maxTop4Gram,
        dup_5: ratios.maxDuplicate5Grams,
        dup_6: ratios.maxDuplicate6Grams,
        dup_7: ratios.maxDuplicate7Grams,
        dup_8: ratios.maxDuplicate8Grams,
        dup_9: ratios.maxDuplicate9Grams,
        dup_10: ratios.maxDuplicate10Grams,
    };
}
//# sourceMappingURL=golden-verdicts.test.js.map