import { InvalidArgumentError } from 'commander';
import { leastBits, mostBits, mostCharacters, mostWords } from '../../pipelines/classifier/classifier-file.js';
import { positiveInteger } from '../parallelism.js';
/** A number between 0 and 1, both excluded. */
export function shareOf(text) {
    const share = Number(text);
    if (text.trim() === '' || !(share > 0 && share < 1))
        throw new InvalidArgumentError('expected a number above 0 and below 1');
    return share;
}
export function shareOrNoneOf(text) {
    return Number(text) === 0 && text.trim() !== '' ? 0 : shareOf(text);
}
export function positiveNumber(text) {
    const value = Number(text);
    if (!(value > 0 && value < 1e6))
        throw new InvalidArgumentError('expected a number above 0');
    return value;
}
export function wordsOf(text) {
    const words = positiveInteger(text);
    if (words > mostWords)
        throw new InvalidArgumentError(`expected 1 to ${mostWords}`);
    return words;
}
export function bitsOf(text) {
    const bits = positiveInteger(text);
    if (bits < leastBits || bits > mostBits)
        throw new InvalidArgumentError(`expected ${leastBits} to ${mostBits}`);
    return bits;
}
/** `3` or `3-5`. */
export function charactersOf(text) {
    const [from, to = from] = text.split('-').map(positiveInteger);
    if (from === undefined || to === undefined || from > to || to > mostCharacters)
        throw new InvalidArgumentError(`expected lengths such as 3-5, at most ${mostCharacters}`);
    return { from, to };
}
export function seedOf(text) {
    if (!/^\d{1,9}$/.test(text))
        throw new InvalidArgumentError('expected a whole number');
    return Number(text);
}
//# sourceMappingURL=option-values.js.map