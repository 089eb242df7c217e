import { joinWords } from './joined-words.ts';
import { repeatedCharacters } from './repeated-grams.ts';
import { holdsSpans, kernelWith, type RepetitionExports } from './repetition-kernel.ts';
import type { TextView } from './text-view.ts';
import { topCharacters } from './top-grams.ts';

/** Characters (code points) in n-grams of words. */
export interface WordGrams {
  /** Those that the most frequent n-gram covers, its inner spaces counted each time; of equally frequent ones the first. n from 2 on. */
  top(n: number): number;
  /** Those in n-grams seen before; behind such an n-gram the search goes on. `1 11` is `11 1`, as it is for datatrove. */
  repeated(n: number): number;
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
  return new MeasuredGrams(view, asked);
}

/** A class, for V8 drops what it compiled of a document's own closures with the document. */
class MeasuredGrams implements WordGrams {
  private readonly view: TextView;
  private readonly asked: AskedGrams;
  private readonly tops: number[] = [];
  private kernel: RepetitionExports | undefined;
  private placesFound = false;
  private plain: PlainGrams | undefined;

  constructor(view: TextView, asked: AskedGrams) {
    this.view = view;
    this.asked = asked;
  }

  top(n: number): number {
    const known = this.tops[n - 2];
    if (known !== undefined) return known;
    if (this.placesFound) this.kernel = undefined;
    const words = this.joined();
    if (words === undefined) return this.withoutKernel().top[n - 2] as number;
    while (this.tops.length < n - 1) this.tops.push(words.top(this.tops.length + 2));
    return this.tops[n - 2] as number;
  }

  repeated(n: number): number {
    const words = this.joined();
    if (words === undefined) return this.withoutKernel().repeated[this.asked.repeated.indexOf(n)] as number;
    if (!this.placesFound) words.findPlaces(Math.min(...this.asked.repeated));
    this.placesFound = true;
    return words.repeated(n);
  }

  /** The kernel, which has the words now, and `repeated` is what it was made ready for; undefined for longer texts. */
  private joined(): RepetitionExports | undefined {
    const { codeUnits, wordSpans } = this.view;
    if (this.kernel !== undefined && holdsSpans(wordSpans)) return this.kernel;
    this.kernel = kernelWith(codeUnits, wordSpans);
    this.kernel?.join(wordSpans.length >> 1);
    this.tops.length = 0;
    this.placesFound = false;
    return this.kernel;
  }

  private withoutKernel(): PlainGrams {
    this.plain ??= measurePlain(this.view, this.asked);
    return this.plain;
  }
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
