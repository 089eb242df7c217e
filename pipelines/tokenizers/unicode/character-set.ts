import { generalCategories, generalCategoryRuns } from './general-category-runs.ts';
import { scriptRuns } from './script-runs.ts';

/** Code points as `[first, end, first, end, …]`: sorted runs that do not touch, each end exclusive. */
export type CharacterSet = readonly number[];

const endOfCodePoints = 0x110000;

/** A set written as `gap,length` in base 36, each gap counted from the end of the run before. */
export function setOfRuns(text: string): CharacterSet {
  const set: number[] = [];
  let end = 0;
  for (const run of text.trim().split(/\s+/)) {
    const [gap, length] = run.split(',') as [string, string];
    const first = end + Number.parseInt(gap, 36);
    end = first + Number.parseInt(length, 36);
    set.push(first, end);
  }
  return set;
}

/** White_Space of Unicode, which is also what Rust and Oniguruma take for white space. JavaScript's `\s` differs. */
export const whiteSpace: CharacterSet = [
  ...[0x09, 0x0e, 0x20, 0x21, 0x85, 0x86, 0xa0, 0xa1, 0x1680, 0x1681, 0x2000, 0x200b],
  ...[0x2028, 0x202a, 0x202f, 0x2030, 0x205f, 0x2060, 0x3000, 0x3001],
];

let categories: ReadonlyMap<string, CharacterSet> | undefined;

/** The set of a general category (`Lu`), a group of them (`L`) or a script (`Han`); undefined for any other name. */
export function namedSet(name: string): CharacterSet | undefined {
  if (Object.hasOwn(scriptRuns, name)) return setOfRuns(scriptRuns[name as keyof typeof scriptRuns]);
  categories ??= readCategories();
  const members = [...categories].filter(([category]) => category === name || category.charAt(0) === name);
  return members.length === 0 ? undefined : union(...members.map(([, set]) => set));
}

function readCategories(): ReadonlyMap<string, CharacterSet> {
  const sets = new Map<string, number[]>(generalCategories.map((category) => [category, []]));
  let first = 0;
  for (const [, letter = '', length = ''] of generalCategoryRuns
    .replace(/\s+/g, '')
    .matchAll(/([A-Z!#%&])([0-9a-z]+)/g)) {
    const end = first + Number.parseInt(length, 36);
    sets.get(generalCategories['ABCDEFGHIJKLMNOPQRSTUVWXYZ!#%&'.indexOf(letter)] ?? '')?.push(first, end);
    first = end;
  }
  return sets;
}

export function union(...sets: readonly CharacterSet[]): CharacterSet {
  const runs: (readonly [number, number])[] = [];
  for (const set of sets) for (let i = 0; i < set.length; i += 2) runs.push([set[i] as number, set[i + 1] as number]);
  runs.sort(([a], [b]) => a - b);
  const merged: number[] = [];
  for (const [first, end] of runs) {
    const last = merged.length - 1;
    if (last >= 0 && first <= (merged[last] as number)) merged[last] = Math.max(merged[last] as number, end);
    else merged.push(first, end);
  }
  return merged;
}

export function complement(set: CharacterSet): CharacterSet {
  const edges = set[0] === 0 ? set.slice(1) : [0, ...set];
  return edges[edges.length - 1] === endOfCodePoints ? edges.slice(0, -1) : [...edges, endOfCodePoints];
}

export function intersection(a: CharacterSet, b: CharacterSet): CharacterSet {
  return complement(union(complement(a), complement(b)));
}

/** Whether a set holds a code point. O(log runs). */
export function holds(set: CharacterSet, codePoint: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle] as number) <= codePoint) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** A class of a regular expression with flag `u` that matches one character of the set. */
export function classOf(set: CharacterSet): string {
  let text = '';
  for (let i = 0; i < set.length; i += 2) {
    const [first = 0, end = 0] = set.slice(i, i + 2);
    text += `\\u{${first.toString(16)}}-\\u{${(end - 1).toString(16)}}`;
  }
  return `[${text}]`;
}
