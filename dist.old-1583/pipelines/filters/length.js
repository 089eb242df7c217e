import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { defineFilter } from '../stage.js';
import { codePointLength } from '../text/code-units.js';
import { ratio } from './ratio.js';
import { words } from './word-parameter.js';
const limit = (what) => z.number().min(0).optional().describe(what);
const parameters = z.strictObject({
    words,
    minCharacters: limit('Fewest characters.'),
    maxCharacters: limit('Most characters.'),
    minWords: limit('Fewest words.'),
    maxWords: limit('Most words.'),
    minLines: limit('Fewest lines.'),
    maxLines: limit('Most lines.'),
    minMeanLineLength: limit('Least mean length of lines, in characters.'),
    maxMeanLineLength: limit('Greatest mean length of lines, in characters.'),
    minLongestLine: limit('Least length of the longest line, in characters.'),
    maxLongestLine: limit('Greatest length of the longest line, in characters.'),
});
/** Lengths. Without limits it drops nothing. */
export const length = defineFilter({
    name: 'length',
    summary: 'Drops text that is too short or too long, by characters, words or lines, or that has lines which are.',
    citation: 'Chen et al., Data-Juicer, 2023, arXiv:2309.02033: text_length_filter, words_num_filter, average_line_length_filter, maximum_line_length_filter; Li et al., StarCoder, 2023, arXiv:2305.06161, for code: mean line at most 100, longest at most 1,000 characters',
    version: 1,
    parameters,
    examples: [{ text: 'short\na much longer line than that\n', parameters: { maxLongestLine: 20, minCharacters: 10 } }],
    words: (parameters) => parameters.words,
    measure,
    decide,
});
function measure(view, limits) {
    const { codeUnits, lineSpans, pairsBefore } = view;
    let inLines = 0;
    let longestLine = 0;
    for (let k = 0; k < lineSpans.length; k += 2) {
        const characters = codePointLength(pairsBefore, lineSpans[k] ?? 0, lineSpans[k + 1] ?? 0);
        inLines += characters;
        if (characters > longestLine)
            longestLine = characters;
    }
    const lines = lineSpans.length / 2;
    const byWords = limits.minWords !== undefined || limits.maxWords !== undefined;
    return {
        characters: codePointLength(pairsBefore, 0, codeUnits.length),
        words: byWords ? view.wordSpans.length / 2 : 0,
        lines,
        meanLineLength: ratio(inLines, lines),
        longestLine,
    };
}
/** What is measured, the limits that it has, and the reasons of breaking them. */
const rules = [
    ['characters', 'minCharacters', 'too-few-characters', 'maxCharacters', 'too-many-characters'],
    ['words', 'minWords', 'too-few-words', 'maxWords', 'too-many-words'],
    ['lines', 'minLines', 'too-few-lines', 'maxLines', 'too-many-lines'],
    ['meanLineLength', 'minMeanLineLength', 'lines-too-short', 'maxMeanLineLength', 'lines-too-long'],
    ['longestLine', 'minLongestLine', 'longest-line-too-short', 'maxLongestLine', 'longest-line-too-long'],
];
function decide(signals, limits) {
    for (const [signal, lower, below, upper, above] of rules) {
        const found = signals[signal];
        const min = limits[lower];
        const max = limits[upper];
        if (min !== undefined && found < min)
            return drop(below, found, min);
        if (max !== undefined && found > max)
            return drop(above, found, max);
    }
    return keep;
}
//# sourceMappingURL=length.js.map