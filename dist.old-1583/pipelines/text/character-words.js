import { characterClasses, space } from './character-class.js';
import { codePointAt } from './code-units.js';
import { drainInts, newIntList } from './int-list.js';
import { addSpan } from './span-list.js';
const words = newIntList();
/** Each character (code point) that is not white space is a word. */
export function characterWords(units) {
    for (let i = 0; i < units.length; i++) {
        if (((characterClasses[units[i] ?? 0] ?? 0) & space) !== 0)
            continue;
        const pair = codePointAt(units, i) > 0xffff;
        addSpan(words, i, pair ? i + 2 : i + 1);
        if (pair)
            i++;
    }
    return drainInts(words);
}
//# sourceMappingURL=character-words.js.map