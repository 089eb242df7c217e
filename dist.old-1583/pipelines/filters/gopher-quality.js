import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { defineFilter } from '../stage.js';
import { characterClasses, classOf, letter, symbol } from '../text/character-class.js';
import { codePointAt, codePointLength } from '../text/code-units.js';
import { skipSpaces, skipSpacesBack } from '../text/lines.js';
import { ratio } from './ratio.js';
import { words } from './word-parameter.js';
const parameters = z.strictObject({
    words,
    language: z
        .enum(['en', 'zh'])
        .default('en')
        .describe('zh: …… is one ellipsis, and ·・●○■□◆◇▪►▶※★☆－ are bullets too.'),
    minWords: z.number().min(0).default(50).describe('Fewest words that are not only punctuation.'),
    maxWords: z.number().min(0).default(100_000).describe('Most words that are not only punctuation.'),
    minMeanWordLength: z.number().min(0).default(3).describe('Least mean length of such words, in characters.'),
    maxMeanWordLength: z.number().min(0).default(10).describe('Greatest mean length of such words, in characters.'),
    maxSymbolRatio: z.number().min(0).default(0.1).describe('Most # for each word, and most ellipses for each word.'),
    maxBulletLines: z.number().min(0).default(0.9).describe('Largest share of lines that begin with • or -.'),
    maxEllipsisLines: z.number().min(0).default(0.3).describe('Largest share of lines that end with an ellipsis.'),
    minAlphabeticWords: z.number().min(0).default(0.8).describe('Least share of words that have a letter.'),
    minStopWords: z.number().min(0).default(2).describe('Fewest different stop words.'),
    stopWords: z
        .array(z.string())
        .default(['the', 'be', 'to', 'of', 'and', 'that', 'have', 'with'])
        .describe('Words of which every fluent text has some; compared as written.'),
});
/** Gopher's quality rules, with the reasons and the order of datatrove 0.10.1. */
export const gopherQuality = defineFilter({
    name: 'gopher-quality',
    summary: 'Drops text that is too short, too long, or not made of ordinary words and lines.',
    citation: 'Rae et al., Scaling Language Models (Gopher), 2021, arXiv:2112.11446, section A1.1',
    version: 1,
    parameters,
    examples: [
        { text: 'Too short to be of use.' },
        { text: '- one\n- two of the things\n- three', parameters: { minWords: 5, words: 'whitespace' } },
    ],
    words: (parameters) => parameters.words,
    measure,
    decide,
});
function measure(view, { stopWords, language }) {
    const { text } = view;
    const words = view.wordSpans.length >> 1;
    const doubled = language === 'zh' ? countText(text, '……') : 0;
    const ellipses = countText(text, '...') + countText(text, '…') - doubled;
    return {
        words,
        ...countWords(view),
        hashRatio: ratio(countText(text, '#'), words),
        ellipsisRatio: ratio(ellipses, words),
        ...countLines(view, language === 'zh' ? chineseBullets : bullets),
        stopWords: countStopWords(view, stopWords),
    };
}
function decide(signals, limits) {
    const { plainWords, meanWordLength, hashRatio, ellipsisRatio, bulletLines, ellipsisLines } = signals;
    if (plainWords < limits.minWords)
        return drop('gopher_short_doc', plainWords, limits.minWords);
    if (plainWords > limits.maxWords)
        return drop('gopher_long_doc', plainWords, limits.maxWords);
    if (meanWordLength < limits.minMeanWordLength)
        return drop('gopher_below_avg_threshold', meanWordLength, limits.minMeanWordLength);
    if (meanWordLength > limits.maxMeanWordLength)
        return drop('gopher_above_avg_threshold', meanWordLength, limits.maxMeanWordLength);
    if (hashRatio > limits.maxSymbolRatio)
        return drop('gopher_too_many_hashes', hashRatio, limits.maxSymbolRatio);
    if (ellipsisRatio > limits.maxSymbolRatio)
        return drop('gopher_too_many_ellipsis', ellipsisRatio, limits.maxSymbolRatio);
    if (bulletLines > limits.maxBulletLines)
        return drop('gopher_too_many_bullets', bulletLines, limits.maxBulletLines);
    if (ellipsisLines > limits.maxEllipsisLines)
        return drop('gopher_too_many_end_ellipsis', ellipsisLines, limits.maxEllipsisLines);
    if (signals.alphabeticWords < limits.minAlphabeticWords)
        return drop('gopher_below_alpha_threshold', signals.alphabeticWords, limits.minAlphabeticWords);
    if (signals.stopWords < limits.minStopWords)
        return drop('gopher_enough_stop_words', signals.stopWords, limits.minStopWords);
    return keep;
}
function countWords({ codeUnits, wordSpans, pairsBefore }) {
    let plainWords = 0;
    let plainLength = 0;
    let alphabetic = 0;
    for (let k = 0; k < wordSpans.length; k += 2) {
        const start = wordSpans[k] ?? 0;
        const end = wordSpans[k + 1] ?? 0;
        // Most words begin with a letter, which is no symbol: both questions are answered.
        const first = characterClasses[codeUnits[start]];
        let lettered = (first & (letter | symbol)) === letter;
        let plain = lettered;
        for (let i = start; i < end && !(plain && lettered); i++) {
            const unit = codeUnits[i] ?? 0;
            const classes = (unit & 0xf800) === 0xd800 ? classOf(codePointAt(codeUnits, i)) : (characterClasses[unit] ?? 0);
            if ((unit & 0xfc00) === 0xdc00 && i > start && codePointAt(codeUnits, i - 1) > 0xffff)
                continue;
            if ((classes & symbol) === 0)
                plain = true;
            if ((classes & letter) !== 0)
                lettered = true;
        }
        if (lettered)
            alphabetic++;
        if (!plain)
            continue;
        plainWords++;
        plainLength += codePointLength(pairsBefore, start, end);
    }
    return {
        plainWords,
        meanWordLength: ratio(plainLength, plainWords),
        alphabeticWords: ratio(alphabetic, wordSpans.length >> 1),
    };
}
const bullets = bulletSet('•-');
const chineseBullets = bulletSet('•-·・●○■□◆◇▪►▶※★☆－');
const fullStop = 0x2e;
const ellipsis = 0x2026;
function bulletSet(characters) {
    return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
function countLines({ codeUnits, lineSpans }, marks) {
    let bulleted = 0;
    let ellipses = 0;
    for (let k = 0; k < lineSpans.length; k += 2) {
        const start = lineSpans[k] ?? 0;
        const end = lineSpans[k + 1] ?? 0;
        const first = skipSpaces(codeUnits, start, end);
        if (first === end)
            continue;
        if (marks.has(codeUnits[first] ?? 0))
            bulleted++;
        const last = skipSpacesBack(codeUnits, first, end) - 1;
        const dots = last - 2 >= first && codeUnits[last - 1] === fullStop && codeUnits[last - 2] === fullStop;
        if (codeUnits[last] === ellipsis || (codeUnits[last] === fullStop && dots))
            ellipses++;
    }
    const lines = lineSpans.length >> 1;
    return { bulletLines: ratio(bulleted, lines), ellipsisLines: ratio(ellipses, lines) };
}
function countStopWords({ text, codeUnits, wordSpans }, stopWords) {
    const missing = new Set(stopWords);
    const wanted = missing.size;
    // Which lengths words with such a first unit have, as bits: few words need to be looked up.
    const shapes = new Int32Array(32);
    for (const word of missing)
        shapes[word.charCodeAt(0) & 31] = (shapes[word.charCodeAt(0) & 31] ?? 0) | (1 << word.length);
    for (let k = 0; k < wordSpans.length && missing.size > 0; k += 2) {
        const start = wordSpans[k] ?? 0;
        const end = wordSpans[k + 1] ?? 0;
        const lengths = shapes[(codeUnits[start] ?? 0) & 31] ?? 0;
        if ((lengths & (1 << (end - start))) !== 0)
            missing.delete(text.slice(start, end));
    }
    return wanted - missing.size;
}
/** Python's `text.count(part)`: places that do not overlap. */
function countText(text, part) {
    let count = 0;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length))
        count++;
    return count;
}
//# sourceMappingURL=gopher-quality.js.map