import { type CharacterSet, holds } from '../unicode/character-set.ts';
import type { Instruction, Program } from './compile-pattern.ts';
import { PatternRefusal } from './parse-pattern.ts';

/** Reads a pattern's match symbol by symbol, from a state to the next; see {@link openAutomaton}. */
export interface Automaton {
  /** The symbol of each code point; at most 255 of them. */
  readonly symbols: Uint8Array;
  /** What stands before the first and after the last character. */
  readonly edge: number;
  /** Whether a match may depend on the character before it. */
  readonly looksBehind: boolean;
  /** Whether a match may begin with a symbol. */
  readonly begins: Uint8Array;
  /** Whether a match begins with every character, whatever is around it. */
  readonly covers: boolean;
  /** The state at a match's beginning, after the symbol `before`. */
  start(before: number): number;
  /** Twice the state after `symbol`, plus 1 where a match ends before it; states below 2 are at their end. */
  step(state: number, symbol: number): number;
}

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
export function openAutomaton({ instructions, start }: Program): Automaton {
  const sets = instructions.map((instruction) => ('set' in instruction ? instruction.set : []));
  const { symbols, count, members } = symbolsOf(sets);
  const edge = count;
  const width = count + 1;
  const looksBehind = instructions.some((instruction) => instruction.kind === 'look' && !instruction.ahead);
  let states: State[] = [];
  let transitions = new Int32Array(0);
  let numbers = new Map<string, number>();

  function forget(): void {
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

  function keyOf(places: readonly number[], before: number): string {
    return `${looksBehind && places.length > 0 ? before : ''}:${places.join(',')}`;
  }

  function numberOf(places: readonly number[], before: number): number {
    const key = keyOf(places, before);
    let number = numbers.get(key);
    if (number !== undefined) return number;
    if (states.length >= mostStates) forget();
    number = states.push({ places, before }) - 1;
    numbers.set(key, number);
    if (states.length * width > transitions.length) {
      const grown = new Int32Array(transitions.length * 2);
      grown.set(transitions);
      transitions = grown;
    }
    return number;
  }

  function isIn(place: number, symbol: number, atEdge: boolean): boolean {
    return symbol === edge ? atEdge : members[place * count + symbol] === 1;
  }

  /** Walks from a place to all that read `symbol`; true once the match is met, after which nothing counts. */
  function visit(place: number, before: number, symbol: number, seen: Set<number>, found: number[]): boolean {
    if (seen.has(place)) return false;
    seen.add(place);
    const instruction = instructions[place] as Instruction;
    switch (instruction.kind) {
      case 'match':
        return true;
      case 'set':
        if (isIn(place, symbol, false) && !found.includes(instruction.next)) found.push(instruction.next);
        return false;
      case 'look':
        return (
          isIn(place, instruction.ahead ? symbol : before, instruction.edge) &&
          visit(instruction.next, before, symbol, seen, found)
        );
      case 'choice':
        return instruction.next.some((choice) => visit(choice, before, symbol, seen, found));
    }
  }

  function makeTransition(state: number, symbol: number): number {
    const { places, before } = states[state] as State;
    const found: number[] = [];
    const seen = new Set<number>();
    const matches = places.some((place) => visit(place, before, symbol, seen, found));
    const known = states;
    const target = symbol === edge ? deadState : numberOf(found, symbol);
    const value = target * 2 + (matches ? 1 : 0);
    if (states === known) transitions[state * width + symbol] = value + 1;
    return value;
  }

  function step(state: number, symbol: number): number {
    const known = transitions[state * width + symbol] as number;
    return known === 0 ? makeTransition(state, symbol) : known - 1;
  }

  forget();
  const befores = looksBehind ? Array.from({ length: width }, (_, before) => before) : [edge];
  const begins = Uint8Array.from({ length: count }, (_, symbol) => {
    const found: number[] = [];
    for (const before of befores) visit(start, before, symbol, new Set(), found);
    return found.length > 0 ? 1 : 0;
  });

  function matchesAlone(symbol: number): boolean {
    const state = step(firstState, symbol) >> 1;
    return (
      befores.length === 1 &&
      Array.from({ length: width }, (_, after) => step(state, after)).every((value) => value % 2 === 1)
    );
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

interface State {
  readonly places: readonly number[];
  /** The symbol just read, where a test of it may follow. */
  readonly before: number;
}

/** Cuts the code points into symbols that no set tells apart. `members[set * count + symbol]` is 1 where the set holds it. */
function symbolsOf(sets: readonly CharacterSet[]): { symbols: Uint8Array; count: number; members: Uint8Array } {
  const edges = [...new Set([0, 0x110000, ...sets.flat()])].sort((a, b) => a - b);
  const numbers = new Map<string, number>();
  const symbols = new Uint8Array(0x110000);
  const distinct = [...new Set(sets)];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [first = 0, end = 0] = edges.slice(i, i + 2);
    const signature = distinct.map((set) => (holds(set, first) ? '1' : '0')).join('');
    let number = numbers.get(signature);
    if (number === undefined) {
      number = numbers.size;
      if (number === 255) throw new PatternRefusal('more kinds of characters than 255');
      numbers.set(signature, number);
    }
    symbols.fill(number, first, end);
  }
  const count = numbers.size;
  const members = new Uint8Array(sets.length * count);
  for (const [signature, symbol] of numbers) {
    for (const [place, set] of sets.entries()) {
      if (signature.charAt(distinct.indexOf(set)) === '1') members[place * count + symbol] = 1;
    }
  }
  return { symbols, count, members };
}
