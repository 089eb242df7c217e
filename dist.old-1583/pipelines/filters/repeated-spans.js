import { codePointLength } from '../text/code-units.js';
import { numberSpans } from '../text/span-numbers.js';
/** How many spans repeat the text of an earlier one, and the code points in these together. */
export function repeatedSpans({ codeUnits, pairsBefore }, spans) {
    const { numbers, distinct } = numberSpans(codeUnits, spans);
    let seen = 0;
    let characters = 0;
    for (let k = 0; k < numbers.length; k++) {
        if (numbers[k] === seen)
            seen++;
        else
            characters += codePointLength(pairsBefore, spans[2 * k] ?? 0, spans[2 * k + 1] ?? 0);
    }
    return { repeats: numbers.length - distinct, characters };
}
//# sourceMappingURL=repeated-spans.js.map