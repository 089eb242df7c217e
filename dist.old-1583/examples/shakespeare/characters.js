import { byCodeUnit } from '../../core/code-unit-order.js';
import { MillraceError } from '../../core/errors.js';
/** Throws MillraceError `short-text` where validation would be shorter than a batch of `tokens`. */
export function readCharacters(text, tokens) {
    const characters = [...text];
    const vocabulary = [...new Set(characters)].sort(byCodeUnit);
    const tokenOf = new Map(vocabulary.map((character, token) => [character, token]));
    const ids = Int32Array.from(characters, (character) => tokenOf.get(character) ?? 0);
    const end = Math.floor(ids.length * 0.9);
    if (ids.length - end <= tokens) {
        const message = `expected a text of more than ${10 * (tokens + 1)} characters, found ${ids.length}`;
        throw new MillraceError('short-text', message, { kind: 'usage', hint: 'Name a longer text.' });
    }
    return { vocabulary, training: ids.subarray(0, end), validation: ids.subarray(end) };
}
//# sourceMappingURL=characters.js.map