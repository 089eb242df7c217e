import { z } from 'zod';
import { openTokenFinder } from './token-finder.js';
import { classOf, whiteSpace } from './unicode/character-set.js';
import { peerSets } from './unicode/peer-sets.js';
import { invalid } from './unsupported-file.js';
export const addedToken = z.strictObject({
    id: z.int().nonnegative(),
    content: z.string(),
    single_word: z.boolean().default(false),
    lstrip: z.boolean().default(false),
    rstrip: z.boolean().default(false),
    normalized: z.boolean(),
    special: z.boolean(),
});
/**
 * Finds added tokens in a text, and normalizes what lies between them: tokens that are not `normalized` are looked for
 * in the text as it is, the others, in their own normalized spelling, in the parts after.
 *
 * @param ids of the model
 * @param normalizer without `startUnits` where these are not needed: for them some work through the whole text again
 * @throws MillraceError `tokenizer-invalid` where a token's id is not the one that `tokenizers` gives it
 */
export function openAddedVocabulary(tokens, ids, normalizer) {
    const added = new Map();
    let next = ids.size;
    for (const [place, token] of tokens.entries()) {
        if (token.content === '')
            continue;
        const known = added.get(token.content)?.id ?? ids.get(token.content);
        const id = known ?? next++;
        if (token.id !== id)
            throw invalid(`added_tokens.${place}.id`, `${id}, found ${token.id}`);
        added.set(token.content, token);
    }
    const all = [...added.values()];
    const written = openExtraction(all.filter(({ normalized }) => !normalized).map((token) => [token.content, token]));
    const spellings = new Map(all
        .filter(({ normalized }) => normalized)
        .map(({ id, content }) => [id, normalizer?.normalize(content) ?? content]));
    const spelt = openExtraction(all.flatMap((token) => {
        const spelling = spellings.get(token.id);
        return spelling === undefined ? [] : [[spelling, token]];
    }));
    return {
        spellings,
        ids: new Map(all.map(({ content, id }) => [content, id])),
        extract: (text, onText, onToken) => {
            written(text, (part, from) => {
                const normalized = normalizer === undefined ? part : normalizer.normalize(part);
                const first = from > 0 ? 0 : part.codePointAt(0) > 0xffff ? 2 : 1;
                const units = first > 0 ? (normalizer?.startUnits?.(part, first) ?? first) : 0;
                spelt(normalized, (inner, start) => onText(inner, Math.max(0, units - start)), onToken);
            }, onToken);
        },
    };
}
function openExtraction(spellings) {
    const tokens = spellings.filter(([spelling]) => spelling !== '');
    if (tokens.length === 0) {
        return (text, onText) => {
            if (text !== '')
                onText(text, 0);
        };
    }
    const find = openTokenFinder(tokens.map(([spelling], place) => [spelling, place]));
    return (text, onText, onToken) => {
        let end = 0;
        find(text, (from, to, place) => {
            const [, token] = tokens[place];
            if (token.single_word && (endsWithWord(text, from) || startsWithWord(text, to)))
                return;
            // Spaces that a token before took are not given back to this one.
            const start = token.lstrip ? Math.max(end, spaceBefore(text, from)) : from;
            if (start > end)
                onText(text.slice(end, start), end);
            onToken(token.id);
            end = token.rstrip ? spaceAfter(text, to) : to;
        });
        if (end < text.length)
            onText(end === 0 ? text : text.slice(end), end);
    };
}
let patterns;
function openEdges() {
    const word = classOf(peerSets.word());
    return {
        wordAtEnd: new RegExp(`${word}$`, 'u'),
        wordAtStart: new RegExp(`^${word}`, 'u'),
        space: new RegExp(classOf(whiteSpace), 'u'),
    };
}
function patternsOfEdges() {
    patterns ??= openEdges();
    return patterns;
}
function endsWithWord(text, end) {
    return patternsOfEdges().wordAtEnd.test(text.slice(Math.max(0, end - 2), end));
}
function startsWithWord(text, start) {
    return patternsOfEdges().wordAtStart.test(text.slice(start, start + 2));
}
function spaceBefore(text, end) {
    let start = end;
    while (start > 0 && patternsOfEdges().space.test(text.charAt(start - 1)))
        start--;
    return start;
}
function spaceAfter(text, start) {
    let end = start;
    while (end < text.length && patternsOfEdges().space.test(text.charAt(end)))
        end++;
    return end;
}
//# sourceMappingURL=added-vocabulary.js.map