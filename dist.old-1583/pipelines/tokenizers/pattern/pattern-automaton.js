import { holds } from '../unicode/character-set.js';
import { PatternRefusal } from './parse-pattern.js';
/** The state in which nothing more can match. */
export const deadState = 0;
const firstState = 1;
const mostStates = 8192;
/**
 * A program as an automaton whose states are made when they are first met. A state is an ordered list of places in the
 * program, so that of several matches the one that a backtracking matcher would find first wins, in one pass.
 *
 * Cost: a table look-up for each character once its state is known. Memory: 1.1 MB, and at most 8,192 states.
 * Source: Cox 2010, "Regular Expression Matching in the Wild".
 */
export function openAutomaton({ instructions, start }) {
    const sets = instructions.map((instruction) => ('set' in instruction ? instruction.set : []));
    const { symbols, count, members } = symbolsOf(sets);
    const edge = count;
    const width = count + 1;
    const looksBehind = instructions.some((instruction) => instruction.kind === 'look' && !instruction.ahead);
    let states = [];
    let transitions = new Int32Array(0);
    let numbers = new Map();
    function forget() {
        states = [
            { places: [], before: edge },
            { places: [start], before: edge },
        ];
        numbers = new Map([
            [keyOf([], edge), deadState],
            [keyOf([start], edge), firstState],
        ]);
        transitions = new Int32Array(64 * width);
    }
    function keyOf(places, before) {
        return `${looksBehind && places.length > 0 ? before : ''}:${places.join(',')}`;
    }
    function numberOf(places, before) {
        const key = keyOf(places, before);
        let number = numbers.get(key);
        if (number !== undefined)
            return number;
        if (states.length >= mostStates)
            forget();
        number = states.push({ places, before }) - 1;
        numbers.set(key, number);
        if (states.length * width > transitions.length) {
            const grown = new Int32Array(transitions.length * 2);
            grown.set(transitions);
            transitions = grown;
        }
        return number;
    }
    function isIn(place, symbol, atEdge) {
        return symbol === edge ? atEdge : members[place * count + symbol] === 1;
    }
    /** Walks from a place to all that read `symbol`; true once the match is met, after which nothing counts. */
    function visit(place, before, symbol, seen, found) {
        if (seen.has(place))
            return false;
        seen.add(place);
        const instruction = instructions[place];
        switch (instruction.kind) {
            case 'match':
                return true;
            case 'set':
                if (isIn(place, symbol, false) && !found.includes(instruction.next))
                    found.push(instruction.next);
                return false;
            case 'look':
                return (isIn(place, instruction.ahead ? symbol : before, instruction.edge) &&
                    visit(instruction.next, before, symbol, seen, found));
            case 'choice':
                return instruction.next.some((choice) => visit(choice, before, symbol, seen, found));
        }
    }
    function makeTransition(state, symbol) {
        const { places, before } = states[state];
        const found = [];
        const seen = new Set();
        const matches = places.some((place) => visit(place, before, symbol, seen, found));
        const known = states;
        const target = symbol === edge ? deadState : numberOf(found, symbol);
        const value = target * 2 + (matches ? 1 : 0);
        if (states === known)
            transitions[state * width + symbol] = value + 1;
        return value;
    }
    function step(state, symbol) {
        const known = transitions[state * width + symbol];
        return known === 0 ? makeTransition(state, symbol) : known - 1;
    }
    forget();
    const befores = looksBehind ? Array.from({ length: width }, (_, before) => before) : [edge];
    const begins = Uint8Array.from({ length: count }, (_, symbol) => {
        const found = [];
        for (const before of befores)
            visit(start, before, symbol, new Set(), found);
        return found.length > 0 ? 1 : 0;
    });
    function matchesAlone(symbol) {
        const state = step(firstState, symbol) >> 1;
        return (befores.length === 1 &&
            Array.from({ length: width }, (_, after) => step(state, after)).every((value) => value % 2 === 1));
    }
    return {
        symbols,
        edge,
        looksBehind,
        begins,
        covers: Array.from({ length: count }, (_, symbol) => symbol).every(matchesAlone),
        start: (before) => (looksBehind ? numberOf([start], before) : firstState),
        step,
    };
}
/** Cuts the code points into symbols that no set tells apart. `members[set * count + symbol]` is 1 where the set holds it. */
function symbolsOf(sets) {
    const edges = [...new Set([0, 0x110000, ...sets.flat()])].sort((a, b) => a - b);
    const numbers = new Map();
    const symbols = new Uint8Array(0x110000);
    const distinct = [...new Set(sets)];
    for (let i = 0; i + 1 < edges.length; i++) {
        const [first = 0, end = 0] = edges.slice(i, i + 2);
        const signature = distinct.map((set) => (holds(set, first) ? '1' : '0')).join('');
        let number = numbers.get(signature);
        if (number === undefined) {
            number = numbers.size;
            if (number === 255)
                throw new PatternRefusal('more kinds of characters than 255');
            numbers.set(signature, number);
        }
        symbols.fill(number, first, end);
    }
    const count = numbers.size;
    const members = new Uint8Array(sets.length * count);
    for (const [signature, symbol] of numbers) {
        for (const [place, set] of sets.entries()) {
            if (signature.charAt(distinct.indexOf(set)) === '1')
                members[place * count + symbol] = 1;
        }
    }
    return { symbols, count, members };
}
//# sourceMappingURL=pattern-automaton.js.map