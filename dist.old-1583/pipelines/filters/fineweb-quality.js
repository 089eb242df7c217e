import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { defineFilter } from '../stage.js';
import { classOf, terminal } from '../text/character-class.js';
import { endsChineseSentence } from '../text/chinese-text.js';
import { codePointAt, codePointLength } from '../text/code-units.js';
import { drainInts, newIntList } from '../text/int-list.js';
import { skipSpaces, splitAtFeeds } from '../text/lines.js';
import { addSpan } from '../text/span-list.js';
import { ratio } from './ratio.js';
import { repeatedSpans } from './repeated-spans.js';
import { words } from './word-parameter.js';
const parameters = z.strictObject({
    words,
    language: z
        .enum(['en', 'zh'])
        .default('en')
        .describe('How lines end. en: with a terminal mark of any script, nothing after it. zh: also with ； or …, and with quotation marks and brackets after the mark.'),
    minTerminalLines: z.number().min(0).default(0.12).describe('Least share of lines that end as a sentence does.'),
    maxShortLines: z.number().min(0).default(0.67).describe('Largest share of short lines.'),
    shortLineLength: z.number().min(0).default(30).describe('Most characters in a short line.'),
    maxDuplicateCharacters: z
        .number()
        .min(0)
        .default(0.01)
        .describe('Most characters in lines that repeat an earlier one, by text length without line feeds.'),
    maxNewLines: z.number().min(0).default(0.3).describe('Most line feeds for each word.'),
});
/** FineWeb's own quality rules, with the reasons and the order of datatrove 0.10.1. */
export const finewebQuality = defineFilter({
    name: 'fineweb-quality',
    summary: 'Drops lists, menus and text with repeated lines.',
    citation: 'Penedo et al., The FineWeb Datasets, 2024, arXiv:2406.17557, section 3.6',
    version: 1,
    parameters,
    examples: [{ text: 'Home\nAbout us\nContact\nAll products\nNews' }],
    words: (parameters) => parameters.words,
    measure,
    decide,
});
function measure(view, { shortLineLength, language }) {
    const { codeUnits, pairsBefore, wordSpans } = view;
    const lines = filledLines(codeUnits);
    const feeds = countFeeds(codeUnits);
    let terminals = 0;
    let short = 0;
    for (let k = 0; k < lines.length; k += 2) {
        const start = lines[k] ?? 0;
        const end = lines[k + 1] ?? 0;
        if (endsAsSentence(codeUnits, start, end) || (language === 'zh' && endsChineseSentence(codeUnits, start, end)))
            terminals++;
        if (codePointLength(pairsBefore, start, end) <= shortLineLength)
            short++;
    }
    const characters = codePointLength(pairsBefore, 0, codeUnits.length) - feeds;
    return {
        lines: lines.length / 2,
        terminalLines: ratio(terminals, lines.length / 2),
        shortLines: ratio(short, lines.length / 2),
        duplicateCharacters: ratio(repeatedSpans(view, lines).characters, characters),
        newLines: feeds / Math.max(1, wordSpans.length / 2),
    };
}
function decide(signals, limits) {
    if (signals.lines === 0)
        return drop('empty', 0, 1);
    if (signals.terminalLines < limits.minTerminalLines)
        return drop('line_punct_ratio', signals.terminalLines, limits.minTerminalLines);
    if (signals.shortLines > limits.maxShortLines)
        return drop('short_line_ratio', signals.shortLines, limits.maxShortLines);
    if (signals.duplicateCharacters > limits.maxDuplicateCharacters)
        return drop('char_dup_ratio', signals.duplicateCharacters, limits.maxDuplicateCharacters);
    return signals.newLines > limits.maxNewLines ? drop('list_ratio', signals.newLines, limits.maxNewLines) : keep;
}
const filled = newIntList();
/** Parts between line feeds that are not only white space. */
function filledLines(units) {
    const all = splitAtFeeds(units, 1);
    for (let k = 0; k < all.length; k += 2) {
        const start = all[k] ?? 0;
        const end = all[k + 1] ?? 0;
        if (skipSpaces(units, start, end) < end)
            addSpan(filled, start, end);
    }
    return drainInts(filled);
}
function countFeeds(units) {
    let feeds = 0;
    for (let i = 0; i < units.length; i++)
        if (units[i] === 10)
            feeds++;
    return feeds;
}
function endsAsSentence(units, start, end) {
    const pair = end - start >= 2 && codePointAt(units, end - 2) > 0xffff;
    return (classOf(codePointAt(units, pair ? end - 2 : end - 1)) & terminal) !== 0;
}
//# sourceMappingURL=fineweb-quality.js.map