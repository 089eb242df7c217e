import { z } from 'zod';
import { reserveTokens } from '../tokenizer.js';
import { invalid } from '../unsupported-file.js';
import { readVocabulary } from './vocabulary.js';
export const wordPieceFile = z.strictObject({
    type: z.literal('WordPiece'),
    unk_token: z.string(),
    continuing_subword_prefix: z.string(),
    max_input_chars_per_word: z.int().nonnegative(),
    vocab: z.custom((value) => typeof value === 'object' && value !== null),
});
/**
 * WordPiece: of a word the longest token that it begins with, then of the rest. A word of which a part has no token, or
 * which is too long, is one unknown token. Cost: a look-up for each length up to the longest token's, for each token.
 * Source: Schuster and Nakajima 2012; Devlin et al. 2019, arXiv:1810.04805.
 */
export function openWordPiece(file) {
    const ids = readVocabulary(file.vocab);
    const unknown = ids.get(file.unk_token);
    if (unknown === undefined)
        throw invalid('model.unk_token', 'a token of model.vocab, found another');
    const { continuing_subword_prefix: prefix, max_input_chars_per_word: mostCharacters } = file;
    let longest = 0;
    for (const token of ids.keys())
        longest = Math.max(longest, token.length);
    return {
        ids,
        appendWord(word, buffer) {
            const first = buffer.length;
            let start = isLonger(word, mostCharacters) ? -1 : 0;
            while (start >= 0 && start < word.length) {
                const room = start === 0 ? longest : longest - prefix.length;
                let end = Math.min(word.length, start + Math.max(0, room));
                let id;
                for (; end > start; end--) {
                    if (isInsideCharacter(word, end))
                        continue;
                    id = ids.get(start === 0 ? word.slice(0, end) : prefix + word.slice(start, end));
                    if (id !== undefined)
                        break;
                }
                if (id === undefined)
                    start = -1;
                else {
                    reserveTokens(buffer, 1)[buffer.length++] = id;
                    start = end;
                }
            }
            if (start >= 0)
                return;
            buffer.length = first;
            reserveTokens(buffer, 1)[buffer.length++] = unknown;
        },
    };
}
function isLonger(word, characters) {
    if (word.length <= characters)
        return false;
    let count = 0;
    for (const _ of word)
        if (++count > characters)
            return true;
    return false;
}
function isInsideCharacter(word, at) {
    const unit = word.charCodeAt(at);
    return unit >= 0xdc00 && unit < 0xe000;
}
//# sourceMappingURL=word-piece.js.map