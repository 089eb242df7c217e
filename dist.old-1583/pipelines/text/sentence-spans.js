import { codeUnitsOf } from './code-units.js';
import { drainInts, newIntList } from './int-list.js';
import { skipSpaces, skipSpacesBack, splitLines } from './lines.js';
import { spacySentenceStarts } from './spacy/sentences.js';
import { addSpan } from './span-list.js';
const found = newIntList();
/** Sentences without the white space around them; what is nothing else is no sentence. Cost: linear. */
export function sentenceSpans(text, how) {
    const units = codeUnitsOf(text);
    if (how === 'spacy') {
        const starts = spacySentenceStarts(text, units);
        for (const [k, start] of starts.entries())
            addTrimmed(units, start, starts[k + 1] ?? units.length);
    }
    else {
        const lines = splitLines(units);
        for (let k = 0; k < lines.length; k += 2)
            addMarked(units, lines[k] ?? 0, lines[k + 1] ?? 0);
    }
    return drainInts(found);
}
function addTrimmed(units, from, to) {
    const start = skipSpaces(units, from, to);
    const end = skipSpacesBack(units, start, to);
    if (end > start)
        addSpan(found, start, end);
}
const unitsOf = (characters) => new Set(Array.from(characters, (each) => each.charCodeAt(0)));
/** Marks that end a sentence where white space or nothing follows, and those that always do. */
const spacedMarks = unitsOf('.!?…؟۔।॥‼⁇⁈⁉');
const fullMarks = unitsOf('。！？｡．');
/** What may stand between a mark and the next sentence. */
const closers = unitsOf('"\')]}’”»」』）】》〉］｝');
/** Parts of one line. */
function addMarked(units, from, to) {
    let start = from;
    for (let i = from; i < to; i++) {
        const unit = units[i] ?? 0;
        if (!spacedMarks.has(unit) && !fullMarks.has(unit))
            continue;
        let full = false;
        for (; i < to && (spacedMarks.has(units[i] ?? 0) || fullMarks.has(units[i] ?? 0)); i++) {
            if (fullMarks.has(units[i] ?? 0))
                full = true;
        }
        while (i < to && closers.has(units[i] ?? 0))
            i++;
        if (full || i === to || skipSpaces(units, i, to) > i) {
            addTrimmed(units, start, i);
            start = i;
        }
        i--;
    }
    addTrimmed(units, start, to);
}
//# sourceMappingURL=sentence-spans.js.map