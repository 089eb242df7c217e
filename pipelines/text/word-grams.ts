import { joinWords } from './joined-words.ts';
import { repeatedCharacters } from './repeated-grams.ts';
import { holdsSpans, kernelWith, type RepetitionExports } from './repetition-kernel.ts';
import type { TextView } from './text-view.ts';
import { topCharacters } from './top-grams.ts';

/** Characters (code points) in n-grams of words. */
export interface WordGrams {
  /** Those that the most frequent n-gram covers, its inner spaces counted each time; of equally frequent ones the first. n from 2 on. */
  readonly top: (n: number) => number;
  /** Those in n-grams seen before; behind such an n-gram the search goes on. `1 11` is `11 1`, as it is for datatrove. */
  readonly repeated: (n: number) => number;
}

/** What is asked of n-grams: {@link WordGrams.top} for n up to `largestTop`, {@link WordGrams.repeated} for n of `repeated`. */
export interface AskedGrams {
  readonly largestTop: number;
  readonly repeated: readonly number[];
}

/**
 * Measures n-grams of a view's words when they are asked for, cheapest where `top` is asked first and each in rising order.
 * Exact: hashes only say where to look. Cost: about 100 ns for each
 * word; of a text too long for the kernel half as much again.
 */
export function openGrams(view: TextView, asked: AskedGrams): WordGrams {
  const least = Math.min(...asked.repeated);
  const { codeUnits, wordSpans } = view;
  const tops: number[] = [];
  let kernel: RepetitionExports | undefined;
  let placesFound = false;
  let plain: PlainGrams | undefined;

  /** True where the kernel has the words now, and `repeated` is what it was made ready for. */
  function joined(): RepetitionExports | undefined {
    if (kernel !== undefined && holdsSpans(wordSpans)) return kernel;
    kernel = kernelWith(codeUnits, wordSpans);
    kernel?.join(wordSpans.length >> 1);
    tops.length = 0;
    placesFound = false;
    return kernel;
  }

  return {
    top: (n) => {
      const known = tops[n - 2];
      if (known !== undefined) return known;
      if (placesFound) kernel = undefined;
      const words = joined();
      if (words === undefined) {
        plain ??= measurePlain(view, asked);
        return plain.top[n - 2] as number;
      }
      while (tops.length < n - 1) tops.push(words.top(tops.length + 2));
      return tops[n - 2] as number;
    },
    repeated: (n) => {
      const words = joined();
      if (words === undefined) {
        plain ??= measurePlain(view, asked);
        return plain.repeated[asked.repeated.indexOf(n)] as number;
      }
      if (!placesFound) words.findPlaces(least);
      placesFound = true;
      return words.repeated(n);
    },
  };
}

/** All that may be asked: tops from n = 2 on, and for each n of `repeated`. */
export interface PlainGrams {
  readonly top: readonly number[];
  readonly repeated: readonly number[];
}

/** The same without a kernel, for texts of any length. */
export function measurePlain(view: TextView, { largestTop, repeated }: AskedGrams): PlainGrams {
  const words = joinWords(view);
  return { top: topCharacters(words, largestTop), repeated: repeatedCharacters(words, repeated) };
}
