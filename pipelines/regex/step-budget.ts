import { RE2JS } from 're2js';
import { type Drop, drop } from '../../core/verdict.ts';

/** Steps that a search of one text may take: these, and so many for each of its code units. */
const freeSteps = 2 ** 22;
const stepsForUnit = 2 ** 11;
/** re2js backtracks, which is not counted, in programs of up to 500 instructions. */
const fewestInstructions = 501;
const unreachable = 5;

/** What is used of re2js beside its documented interface, with `prog` and `machinePool`. */
interface Machine {
  readonly ncap: number;
  step(running: { readonly size: number }, ...rest: readonly unknown[]): void;
}

class StepsSpent extends Error {}

let spent = 0;
let limit = Number.POSITIVE_INFINITY;
let isCounting = false;

/**
 * Compiles a pattern whose searches are counted. A step is one state of the automaton at one character, times the places
 * of groups that it carries.
 */
export function countedPattern(pattern: string, flags: number): RE2JS {
  if (!isCounting) countSteps();
  return withoutBacktracking(RE2JS.compile(pattern, flags));
}

function withoutBacktracking(pattern: RE2JS): RE2JS {
  const { prog } = pattern.re2();
  while (prog.numInst() < fewestInstructions) prog.addInst(unreachable);
  return pattern;
}

function countSteps(): void {
  const sample = withoutBacktracking(RE2JS.compile('[ab]*c'));
  sample.matcher('c').find();
  const machine = Object.getPrototypeOf(sample.re2().machinePool[0]) as Machine;
  const { step } = machine;
  machine.step = function (this: Machine, running, a, b, c, d, e, f, g) {
    spent += running.size * Math.max(2, this.ncap);
    if (spent > limit) throw new StepsSpent();
    step.call(this, running, a, b, c, d, e, f, g);
  };
  isCounting = true;
}

/**
 * What `search` returns, which finds matches of counted patterns in a text; `too-many-steps` where that takes more than
 * 4,194,304 steps and 2,048 for each code unit of the text. Whether a text matches at all is not to be asked within: what
 * that takes hangs on the texts before, whose sets of states re2js keeps.
 */
export function withinSteps<T>(text: string, search: () => T): T | Drop {
  spent = 0;
  limit = freeSteps + stepsForUnit * text.length;
  try {
    return search();
  } catch (error) {
    if (error instanceof StepsSpent) return drop('too-many-steps', spent, limit);
    throw error;
  } finally {
    limit = Number.POSITIVE_INFINITY;
  }
}
