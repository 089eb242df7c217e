import { z } from 'zod';
import { drop } from '../../core/verdict.js';
import { defineTransform } from '../stage.js';
import { chineseLineWords, countChineseSentences, endsChineseSentence } from '../text/chinese-text.js';
import { codePointLength, codeUnitsOf, surrogatePairsBefore } from '../text/code-units.js';
import { skipSpaces, skipSpacesBack, splitLines } from '../text/lines.js';
import { countSentences } from '../text/spacy/sentences.js';
import { scanText } from '../text/text-scan.js';
const parameters = z.strictObject({
    language: z
        .enum(['en', 'zh'])
        .default('en')
        .describe('Whose lines these are. zh: sentences end in 。！？；… or their ASCII forms, quotation marks and brackets after them; each ideograph is a word of the line; phrases about JavaScript and policies are Chinese ones too.'),
    terminalPunctuation: z
        .boolean()
        .default(true)
        .describe('Keep only lines that end in . ? ! or a quotation mark, and not in an ellipsis. FineWeb sets it to false.'),
    removeCitations: z.boolean().default(true).describe('Take out [1], [edit] and [citation needed].'),
    maxWordLength: z.number().min(0).default(1000).describe('Lines with a longer word are dropped, in characters.'),
    minWordsPerLine: z.number().min(0).default(3).describe('Lines of fewer words are dropped.'),
    javascriptLines: z.boolean().default(true).describe('Drop lines that mention JavaScript.'),
    policyLines: z.boolean().default(true).describe('Drop lines about cookies, privacy and terms of use.'),
    loremIpsum: z.boolean().default(true).describe('Drop documents that say lorem ipsum.'),
    curlyBrackets: z.boolean().default(true).describe('Drop documents with a {.'),
    minSentences: z.number().min(0).default(5).describe('Fewest sentences in the lines that are left.'),
});
const citation = /\[\p{Nd}*\]|\[edit\]|\[citation needed\]/gu;
const terminalUnits = new Set(Array.from('.?!"\'', (mark) => mark.charCodeAt(0)));
const closingBracket = 0x5d;
const policyPhrases = [
    'terms of use',
    'privacy policy',
    'cookie policy',
    'uses cookies',
    'use of cookies',
    'use cookies',
];
const chinesePolicyPhrases = [
    ...policyPhrases,
    ...['使用条款', '使用條款', '服务条款', '服務條款', '隐私政策', '隱私政策', '隱私權政策', '隐私声明', '隱私聲明'],
    ...['cookie政策', 'cookie 政策', '使用cookie', '使用 cookie', '版权所有', '版權所有', '免责声明', '免責聲明'],
];
const scriptPhrases = ['javascript'];
const chineseScriptPhrases = [...scriptPhrases, '启用脚本', '啟用腳本', '浏览器版本过低', '瀏覽器版本過低'];
/**
 * C4's rules, with the reasons and the order of datatrove 0.10.1: drops lines, then documents. The list of bad words is
 * not part of it. Words are Python's `str.split()`, sentences those of spaCy's English sentencizer.
 */
export const c4Quality = defineTransform({
    name: 'c4-quality',
    summary: 'Keeps the lines that look like sentences, and drops documents with too few of them.',
    citation: 'Raffel et al., Exploring the Limits of Transfer Learning (T5, C4), JMLR 21, 2020, section 2.2',
    version: 1,
    parameters,
    examples: [
        {
            text: 'Home\nThis is one sentence. This is another.\nPlease enable JavaScript now.',
            parameters: { minSentences: 2 },
        },
        {
            text: '首页\n这是第一句话。这是第二句话！\n版权所有，违者必究。',
            parameters: { language: 'zh', minSentences: 2 },
        },
    ],
    transform,
});
function transform(document, limits) {
    const units = codeUnitsOf(document.text);
    const lines = splitLines(units);
    const kept = [];
    let sentences = 0;
    for (let k = 0; k < lines.length; k += 2) {
        const end = lines[k + 1] ?? 0;
        const start = skipSpaces(units, lines[k] ?? 0, end);
        const last = skipSpacesBack(units, start, end);
        if (limits.terminalPunctuation && limits.language === 'en' && !mayEndSentence(units[last - 1]))
            continue;
        const line = document.text.slice(start, last);
        const lineUnits = units.subarray(start, last);
        const judged = judgeLine(line, lineUnits, limits);
        if (judged === undefined)
            continue;
        if ('reason' in judged)
            return drop(judged.reason);
        kept.push(judged.line);
        if (limits.minSentences <= 0)
            continue;
        const judgedUnits = judged.line === line ? lineUnits : codeUnitsOf(judged.line);
        sentences +=
            limits.language === 'zh' ? countChineseSentences(judgedUnits) : countSentences(judged.line, judgedUnits);
    }
    if (sentences < limits.minSentences)
        return drop('too_few_sentences', sentences, limits.minSentences);
    const text = strip(kept.join('\n'));
    return text === document.text ? document : { ...document, text };
}
/** False for the last unit of a line that no citation's removal could make end as an English sentence does. */
function mayEndSentence(unit) {
    return unit !== undefined && (unit === closingBracket || terminalUnits.has(unit));
}
/** The line as it is kept, why its whole document is dropped, or undefined where only the line is. */
function judgeLine(stripped, units, limits) {
    const chinese = limits.language === 'zh';
    const line = limits.removeCitations && stripped.includes('[') ? stripped.replace(citation, '') : stripped;
    if (limits.terminalPunctuation && !(chinese ? endsInChinese(line) : endsSentence(line)))
        return undefined;
    const words = chinese ? chineseLineWords(units) : scanText(units).words;
    if (words.length / 2 < limits.minWordsPerLine || hasWordAbove(limits.maxWordLength, units, words))
        return undefined;
    const lower = line.toLowerCase();
    if (limits.loremIpsum && lower.includes('lorem ipsum'))
        return { reason: 'lorem_ipsum' };
    if (limits.javascriptLines && (chinese ? chineseScriptPhrases : scriptPhrases).some((word) => lower.includes(word)))
        return undefined;
    if (limits.curlyBrackets && line.includes('{'))
        return { reason: 'curly_bracket' };
    const policy = chinese ? chinesePolicyPhrases : policyPhrases;
    if (limits.policyLines && policy.some((phrase) => lower.includes(phrase)))
        return undefined;
    return { line };
}
function endsSentence(line) {
    return terminalUnits.has(line.charCodeAt(line.length - 1)) && !line.endsWith('...');
}
function endsInChinese(line) {
    const units = codeUnitsOf(line);
    return endsChineseSentence(units, 0, units.length) && !line.endsWith('...');
}
function hasWordAbove(length, units, words) {
    if (units.length <= length)
        return false;
    const pairsBefore = surrogatePairsBefore(units);
    for (let k = 0; k < words.length; k += 2) {
        if (codePointLength(pairsBefore, words[k] ?? 0, words[k + 1] ?? 0) > length)
            return true;
    }
    return false;
}
/** Python's `text.strip()`. */
function strip(text) {
    const units = codeUnitsOf(text);
    const start = skipSpaces(units, 0, units.length);
    return text.slice(start, skipSpacesBack(units, start, units.length));
}
//# sourceMappingURL=c4-quality.js.map