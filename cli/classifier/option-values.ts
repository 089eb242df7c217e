import { InvalidArgumentError } from 'commander';
import { leastBits, mostBits, mostCharacters, mostWords } from '../../pipelines/classifier/classifier-limits.ts';
import { positiveInteger } from '../parallelism.ts';

/** A number between 0 and 1, both excluded. */
export function shareOf(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share > 0 && share < 1))
    throw new InvalidArgumentError('expected a number above 0 and below 1');
  return share;
}

export function shareOrNoneOf(text: string): number {
  return Number(text) === 0 && text.trim() !== '' ? 0 : shareOf(text);
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1e6)) throw new InvalidArgumentError('expected a number above 0');
  return value;
}

export function wordsOf(text: string): number {
  const words = positiveInteger(text);
  if (words > mostWords) throw new InvalidArgumentError(`expected 1 to ${mostWords}`);
  return words;
}

export function bitsOf(text: string): number {
  const bits = positiveInteger(text);
  if (bits < leastBits || bits > mostBits) throw new InvalidArgumentError(`expected ${leastBits} to ${mostBits}`);
  return bits;
}

/** `3` or `3-5`. */
export function charactersOf(text: string): { readonly from: number; readonly to: number } {
  const [from, to = from] = text.split('-').map(positiveInteger);
  if (from === undefined || to === undefined || from > to || to > mostCharacters)
    throw new InvalidArgumentError(`expected lengths such as 3-5, at most ${mostCharacters}`);
  return { from, to };
}

export function seedOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}
