import { END_BYTE } from '../character-class.js';
import { unsupported } from '../unsupported-file.js';
import { compilePattern } from './compile-pattern.js';
import { PatternRefusal, parsePattern } from './parse-pattern.js';
import { deadState, openAutomaton } from './pattern-automaton.js';
/**
 * Opens a pattern in the syntax of Oniguruma, with Unicode 16.0: matches are those of `tokenizers` 0.23.3.
 *
 * @param at the key of the file that holds it
 * @throws MillraceError `tokenizer-unsupported` for one with other means than {@link parsePattern} reads
 *
 * Cost: linear in the text for each match; no pattern, however it is nested, backtracks.
 */
export function openPattern(source, at) {
    const automaton = automatonOf(source, at);
    return {
        find: finderOf(automaton),
        scan: automaton.looksBehind ? undefined : scannerOf(automaton),
        covers: automaton.covers,
    };
}
function automatonOf(source, at) {
    try {
        return openAutomaton(compilePattern(parsePattern(source)));
    }
    catch (error) {
        if (error instanceof PatternRefusal)
            throw unsupported(at, `a pattern with ${error.message}`);
        throw error;
    }
}
function finderOf(automaton) {
    const { symbols, edge, begins } = automaton;
    function matchEnd(text, from, before) {
        let state = automaton.start(before);
        let matched = -1;
        for (let at = from;;) {
            const codePoint = text.codePointAt(at);
            const value = automaton.step(state, codePoint === undefined ? edge : symbols[codePoint]);
            if ((value & 1) === 1)
                matched = at;
            state = value >> 1;
            if (state === deadState || codePoint === undefined)
                return matched;
            at += codePoint > 0xffff ? 2 : 1;
        }
    }
    return (text, onMatch) => {
        let before = edge;
        for (let at = 0; at < text.length;) {
            const codePoint = text.codePointAt(at);
            const symbol = symbols[codePoint];
            const end = begins[symbol] === 1 ? matchEnd(text, at, before) : -1;
            if (end > at) {
                onMatch(at, end);
                at = end;
                if (automaton.looksBehind)
                    before = symbols[codePointBefore(text, at)];
            }
            else {
                at += codePoint > 0xffff ? 2 : 1;
                before = symbol;
            }
        }
    };
}
function codePointBefore(text, at) {
    const low = text.charCodeAt(at - 1);
    return low >= 0xdc00 && low < 0xe000 && at > 1 ? text.codePointAt(at - 2) : low;
}
function scannerOf(automaton) {
    const { symbols, edge, begins } = automaton;
    const start = automaton.start(edge);
    let codePoint = 0;
    /** Reads the character at `at` into `codePoint`, and gives its bytes; none at the text's end. */
    function read(bytes, at) {
        const first = bytes[at];
        if (first < 0x80) {
            codePoint = first;
            return 1;
        }
        if (first === END_BYTE)
            return 0;
        const second = bytes[at + 1] & 0x3f;
        if (first < 0xe0) {
            codePoint = ((first & 0x1f) << 6) | second;
            return 2;
        }
        const third = bytes[at + 2] & 0x3f;
        if (first < 0xf0) {
            codePoint = ((first & 0x0f) << 12) | (second << 6) | third;
            return 3;
        }
        codePoint = ((first & 0x07) << 18) | (second << 12) | (third << 6) | (bytes[at + 3] & 0x3f);
        return 4;
    }
    function matchEnd(bytes, from) {
        let state = start;
        let matched = -1;
        for (let at = from;;) {
            const length = read(bytes, at);
            const value = automaton.step(state, length === 0 ? edge : symbols[codePoint]);
            if ((value & 1) === 1)
                matched = at;
            state = value >> 1;
            if (state === deadState || length === 0)
                return matched;
            at += length;
        }
    }
    return (bytes, offset) => {
        const end = matchEnd(bytes, offset);
        if (end > offset)
            return end;
        for (let at = offset;;) {
            const length = read(bytes, at);
            if (length === 0)
                return at;
            if (at > offset && begins[symbols[codePoint]] === 1 && matchEnd(bytes, at) > at)
                return at;
            at += length;
        }
    };
}
//# sourceMappingURL=open-pattern.js.map