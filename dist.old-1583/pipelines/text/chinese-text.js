import { characterClasses, symbol } from './character-class.js';
import { drainInts, newIntList } from './int-list.js';
import { addSpan } from './span-list.js';
import { scanText } from './text-scan.js';
/** Ends a sentence in Chinese: its own marks, and those of ASCII that stand in Chinese text. The full stop is apart. */
const enders = new Set(Array.from('。！？；…!?;｡．', (mark) => mark.charCodeAt(0)));
/** May stand between a sentence's end and the end of its line. */
const closers = new Set(Array.from('”’」』）》】"\')', (mark) => mark.charCodeAt(0)));
const fullStop = 0x2e;
const firstIdeographic = 0x2e80;
const words = newIntList();
/**
 * Words of a line as Chinese word processors count them: each ideograph or kana, and each run of other characters
 * between white space. Punctuation of these scripts is none.
 */
export function chineseLineWords(units) {
    const runs = scanText(units).words;
    for (let k = 0; k < runs.length; k += 2) {
        const end = runs[k + 1] ?? 0;
        let start = runs[k] ?? 0;
        for (let i = start; i <= end; i++) {
            const unit = units[i] ?? 0;
            if (i < end && unit < firstIdeographic)
                continue;
            if (start < i)
                addSpan(words, start, i);
            start = i + 1;
            if (i === end || ((characterClasses[unit] ?? 0) & symbol) !== 0)
                continue;
            const pair = (unit & 0xfc00) === 0xd800 && i + 1 < end;
            addSpan(words, i, pair ? i + 2 : i + 1);
            if (pair)
                start = ++i + 1;
        }
    }
    return drainInts(words);
}
/** True where [start, end) ends as a Chinese sentence does: with one of 。！？；… or of . ! ? ; and quotes or brackets after it. */
export function endsChineseSentence(units, start, end) {
    let last = end - 1;
    while (last > start && closers.has(units[last] ?? 0))
        last--;
    const unit = units[last] ?? 0;
    return last >= start && (enders.has(unit) || unit === fullStop);
}
/** Sentences of a line: parts with a letter or digit that a mark ends, or the line. 1 for a line without any. */
export function countChineseSentences(units) {
    let sentences = 0;
    let begun = false;
    for (let i = 0; i < units.length; i++) {
        const unit = units[i] ?? 0;
        const next = units[i + 1] ?? 0x20;
        if (enders.has(unit) || (unit === fullStop && (next <= 0x20 || next >= firstIdeographic))) {
            if (begun)
                sentences++;
            begun = false;
        }
        else if (unit > 0x20 && ((characterClasses[unit] ?? 0) & symbol) === 0)
            begun = true;
    }
    return Math.max(1, begun ? sentences + 1 : sentences);
}
//# sourceMappingURL=chinese-text.js.map