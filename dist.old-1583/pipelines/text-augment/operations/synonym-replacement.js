import { z } from 'zod';
import { drawOne, drawOrder } from '../draw-many.js';
import { shareOfWords, thesaurus, wordCount } from '../parameters.js';
import { thesaurusOf } from '../thesaurus.js';
import { joinWords, wordsOf } from '../words.js';
const parameters = z.strictObject({
    thesaurus,
    share: shareOfWords(0.1, 'Different words to replace, as a share of the words; at least one.'),
});
/** Words become synonyms of theirs, each in all its places. */
export const synonymReplacement = {
    name: 'synonym-replacement',
    summary: 'Replaces words by synonyms from a thesaurus, a word in all its places.',
    citation: 'Wei and Zou, EDA: Easy Data Augmentation Techniques, 2019, arXiv:1901.11196, section 2 (SR)',
    parameters,
    files: ['thesaurus'],
    apply: (text, parameters, draws) => replaceWords(text, thesaurusOf(parameters), parameters.share, draws),
};
export function replaceWords(text, synonyms, share, draws) {
    const { words, gaps } = wordsOf(text);
    const lower = words.map((word) => word.toLowerCase());
    const known = [...new Set(lower)].filter((word) => (synonyms.get(word)?.length ?? 0) > 0);
    const replacements = new Map();
    for (const place of drawOrder(known.length, draws).subarray(0, wordCount(share, words.length))) {
        const word = known[place] ?? '';
        replacements.set(word, drawOne(synonyms.get(word) ?? [], draws));
    }
    if (replacements.size === 0)
        return text;
    const replaced = words.map((word, index) => {
        const synonym = replacements.get(lower[index] ?? '');
        return synonym === undefined ? word : withCaseOf(word, synonym);
    });
    return joinWords(replaced, gaps);
}
/** The synonym written as the word was: all capitals, a capital first, or as it stands. */
function withCaseOf(word, synonym) {
    if (word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase())
        return synonym.toUpperCase();
    const [first = ''] = word;
    if (first === first.toLowerCase())
        return synonym;
    const [initial = '', ...rest] = synonym;
    return initial.toUpperCase() + rest.join('');
}
//# sourceMappingURL=synonym-replacement.js.map