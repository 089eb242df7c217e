import { characterWords } from './character-words.js';
import { codeUnitsOf, surrogatePairsBefore } from './code-units.js';
import { splitLines } from './lines.js';
import { segmenterWords } from './segmenter/segmenter-words.js';
import { spacyWords } from './spacy/tokens.js';
import { sliceSpans } from './span-list.js';
import { scanText } from './text-scan.js';
import { unicodeWords } from './unicode-words.js';
/** How a word is found; `pipelines/filters/word-parameter.ts` tells what each means. */
export const wordSplittings = ['spacy', 'whitespace', 'unicode', 'segmenter', 'characters'];
/** True where words hang on the ICU that Node brings, so that another Node may find others. */
export function splitsByIcu(words) {
    return words === 'unicode' || words === 'segmenter';
}
/** A view of `text`; nothing is found before it is asked for. Cost: none. */
export function openView(text, words) {
    const codeUnits = once(() => codeUnitsOf(text));
    const wordSpans = once(() => findWords(text, codeUnits(), words));
    const lineSpans = once(() => splitLines(codeUnits()));
    const pairsBefore = once(() => surrogatePairsBefore(codeUnits()));
    const wordTexts = once(() => sliceSpans(text, wordSpans()));
    const lineTexts = once(() => sliceSpans(text, lineSpans()));
    return {
        text,
        get words() {
            return wordTexts();
        },
        get lines() {
            return lineTexts();
        },
        get codeUnits() {
            return codeUnits();
        },
        get wordSpans() {
            return wordSpans();
        },
        get lineSpans() {
            return lineSpans();
        },
        get pairsBefore() {
            return pairsBefore();
        },
    };
}
function findWords(text, codeUnits, words) {
    switch (words) {
        case 'whitespace':
            return scanText(codeUnits).words;
        case 'unicode':
            return unicodeWords(text);
        case 'spacy':
            return spacyWords(text, codeUnits);
        case 'segmenter':
            return segmenterWords(text, codeUnits);
        case 'characters':
            return characterWords(codeUnits);
    }
}
function once(find) {
    let found;
    return () => {
        found ??= { value: find() };
        return found.value;
    };
}
//# sourceMappingURL=text-view.js.map