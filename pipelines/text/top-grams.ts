import type { JoinedWords } from './joined-words.ts';
import { emptySlots, reusedInts } from './reused-ints.ts';
import { slotOf } from './text-hashes.ts';

const countMemory = reusedInts();
const gramMemory = [reusedInts(), reusedInts()];
const pairMemory = reusedInts();

/**
 * For each n from 2 to `largest` the code points that the most frequent n-gram covers, its inner spaces counted each time; of
 * equally frequent ones the first counts.
 *
 * An n-gram is found as the pair of the two (n − 1)-grams in it, so the numbers of pairs are enough; and one that has a
 * part which occurs once occurs once itself, so only the others are counted. Cost: 2 ns for each word and n, 10 ns for each
 * that is counted.
 */
export function topCharacters({ numbers, distinct, lengths, count }: JoinedWords, largest: number): number[] {
  const tops: number[] = [];
  let shorter: Int32Array = numbersOfRepeated(numbers, distinct);
  for (let n = 2; n <= largest; n++) {
    const longer = gramMemory[n % 2]?.(Math.max(0, count - n + 1)) ?? new Int32Array(0);
    const top = numberPairs(shorter, longer);
    let characters = n - 1;
    for (let k = top.first; k < top.first + n; k++) characters += lengths[k] ?? 0;
    tops.push(longer.length === 0 ? 0 : top.count * characters);
    shorter = longer;
  }
  return tops;
}

/** The numbers of words that occur more than once; −1 for others. */
function numbersOfRepeated(numbers: Int32Array, distinct: number): Int32Array {
  const counts = countMemory(distinct).fill(0);
  for (let k = 0; k < numbers.length; k++) counts[numbers[k] ?? 0] = (counts[numbers[k] ?? 0] ?? 0) + 1;
  const repeated = gramMemory[1]?.(numbers.length) ?? new Int32Array(0);
  for (let k = 0; k < numbers.length; k++) {
    const number = numbers[k] ?? 0;
    repeated[k] = (counts[number] ?? 0) > 1 ? number : -1;
  }
  return repeated;
}

/**
 * Numbers the pairs (parts[i], parts[i + 1]) that occur more than once, one for each entry of `numbers`; −1 for others, to
 * which all belong that have a part of −1. Returns how often the most frequent pair appears and where first; of equally
 * frequent pairs the first to appear.
 */
function numberPairs(parts: Int32Array, numbers: Int32Array): { count: number; first: number } {
  const slots = emptySlots(numbers.length);
  const mask = slots.length - 1;
  const pairs = pairMemory(numbers.length * 4);
  let distinct = 0;
  for (let i = 0; i < numbers.length; i++) {
    const a = parts[i] ?? 0;
    const b = parts[i + 1] ?? 0;
    if ((a | b) < 0) {
      numbers[i] = -1;
      continue;
    }
    let slot = slotOf(Math.imul(a, 0x9e3779b1) + b, mask);
    let pair = (slots[slot] ?? 0) - 1;
    while (pair >= 0 && (pairs[4 * pair] !== a || pairs[4 * pair + 1] !== b)) {
      slot = (slot + 1) & mask;
      pair = (slots[slot] ?? 0) - 1;
    }
    if (pair < 0) {
      pair = distinct++;
      slots[slot] = distinct;
      pairs[4 * pair] = a;
      pairs[4 * pair + 1] = b;
      pairs[4 * pair + 2] = i;
      pairs[4 * pair + 3] = 0;
    }
    pairs[4 * pair + 3] = (pairs[4 * pair + 3] ?? 0) + 1;
    numbers[i] = pair;
  }
  // Where nothing occurs twice, the first of all is the most frequent.
  let count = 1;
  let first = 0;
  for (let pair = 0; pair < distinct; pair++) {
    const appearances = pairs[4 * pair + 3] ?? 0;
    if (appearances <= count) continue;
    count = appearances;
    first = pairs[4 * pair + 2] ?? 0;
  }
  for (let i = 0; i < numbers.length; i++) {
    const pair = numbers[i] ?? -1;
    if (pair >= 0 && pairs[4 * pair + 3] === 1) numbers[i] = -1;
  }
  return { count, first };
}
