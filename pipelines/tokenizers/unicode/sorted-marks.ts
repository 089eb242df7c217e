const mark = /[\p{M}\uff9e\uff9f]/u;
/** A character that only others of its class follow, and one that all others come before. */
const [first, last] = ['\u0334', '\u0345'];
const shortRun = 30;

/**
 * A text whose normal form is the same, with runs of more than 30 marks decomposed and in canonical order: ICU sorts a run
 * in quadratic time, unless it is sorted. Which of two marks comes first, ICU says. Linear in the text.
 * Source: Unicode Standard, 3.11, D108 and D109
 */
export function withSortedMarks(text: string, decomposed: 'NFD' | 'NFKD'): string {
  let sorted = '';
  let copied = 0;
  // A run that long lies over one of these places.
  for (let at = shortRun; at < text.length; at += shortRun + 1) {
    const end = runEnd(text, characterStart(text, at));
    if (end <= at) continue;
    const start = runStart(text, at);
    if (end - start > shortRun) {
      sorted += text.slice(copied, start) + sortedRun(text.slice(start, end), decomposed);
      copied = end;
    }
    at = end;
  }
  return copied === 0 ? text : sorted + text.slice(copied);
}

function runEnd(text: string, start: number): number {
  let end = start;
  while (isMark(text, end)) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return end;
}

function runStart(text: string, within: number): number {
  let start = characterStart(text, within);
  for (let before = start; before > 0; ) {
    before = characterStart(text, before - 1);
    if (!isMark(text, before)) return start;
    start = before;
  }
  return start;
}

/** Where the character begins that the code unit at `at` is of. */
function characterStart(text: string, at: number): number {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}

function isMark(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0;
  return code >= 0x300 && mark.test(String.fromCodePoint(code));
}

function sortedRun(run: string, decomposed: 'NFD' | 'NFKD'): string {
  const parts = new Map<string, string>();
  const marks = [...run].flatMap((each) => {
    const part = parts.get(each) ?? each.normalize(decomposed);
    parts.set(each, part);
    return [...part];
  });
  const ranks = ranksOf(new Set(marks));
  let sorted = '';
  let waiting: string[] = [];
  const release = (): void => {
    const byRank: string[] = [];
    for (const each of waiting) byRank[ranks.get(each) ?? 0] = (byRank[ranks.get(each) ?? 0] ?? '') + each;
    sorted += byRank.join('');
    waiting = [];
  };
  for (const each of marks) {
    if (ranks.has(each)) waiting.push(each);
    else {
      release();
      sorted += each;
    }
  }
  release();
  return sorted;
}

/** Ranks of the marks that are ordered among each other, equal where two stay as they are; others end an order. */
function ranksOf(marks: ReadonlySet<string>): ReadonlyMap<string, number> {
  const ordered = [...marks].filter((each) => swaps(each, first) || swaps(last, each)).sort(compared);
  const ranks = new Map<string, number>();
  let rank = 0;
  for (const [index, each] of ordered.entries()) {
    if (index > 0 && compared(ordered[index - 1] as string, each) !== 0) rank++;
    ranks.set(each, rank);
  }
  return ranks;
}

function compared(a: string, b: string): number {
  return swaps(a, b) ? 1 : swaps(b, a) ? -1 : 0;
}

function swaps(a: string, b: string): boolean {
  return a !== b && (a + b).normalize('NFD') === b + a;
}
