import { relatedLanguages } from './language-marks.js';
/** Characters of the longest mark at a word's begin or end. */
const longestAffix = 12;
/** What one mark weighs against the model's score. Chosen on the translations of Django. */
const markWeight = 0.5;
const families = relatedLanguages.map(familyOf);
const cyrillic = /\p{Script=Cyrillic}/u;
const latin = /\p{Script=Latin}/u;
const word = /[\p{L}\p{M}]+/gu;
/**
 * The language of a text among those that the model guessed, best first, where words that only some related languages write
 * are heard too: Bokmål, Nynorsk and Danish; Croatian, Serbian and Bosnian; Indonesian and Malay; and others. The score
 * is then the sum of the guesses at the family, since which member it is no longer hangs on the model alone. Linear.
 * Source: Ljubešić et al., Language Identification: How to Distinguish Similar Languages?, ITI 2007, for the approach.
 */
export function amongRelated(text, guesses) {
    const [first] = guesses;
    if (first === undefined)
        return undefined;
    const scores = new Map(guesses.map(({ language, score }) => [language, score]));
    const heard = families.filter(({ members }) => members.includes(first.language) && isWrittenIn(members, text));
    if (heard.length === 0)
        return first;
    const words = text.toLowerCase().match(word) ?? [];
    for (const family of heard)
        addMarks(family, words, scores);
    let best = first.language;
    for (const [language, score] of scores)
        if (score > (scores.get(best) ?? 0))
            best = language;
    const near = new Set(heard.flatMap(({ members }) => members));
    const sum = guesses.reduce((total, { language, score }) => (near.has(language) ? total + score : total), 0);
    return { language: best, score: Math.min(1, sum) };
}
/** Croatian and Bosnian are written in Latin letters, Macedonian in Cyrillic ones; Serbian in both. */
function isWrittenIn(members, text) {
    if (members.includes('hr'))
        return latin.test(text) && !cyrillic.test(text);
    return !members.includes('mk') || cyrillic.test(text);
}
function addMarks(family, words, scores) {
    const add = (languages) => {
        for (const language of languages ?? [])
            scores.set(language, (scores.get(language) ?? 0) + markWeight);
    };
    for (const found of words) {
        add(family.words.get(found));
        const longest = Math.min(longestAffix, found.length - 1);
        for (let units = 1; units <= longest; units++) {
            add(family.beginnings.get(found.slice(0, units)));
            add(family.endings.get(found.slice(-units)));
        }
        for (const [part, languages] of family.parts)
            if (found.includes(part))
                add(languages);
    }
}
function familyOf({ members, marks }) {
    const words = new Map();
    const beginnings = new Map();
    const endings = new Map();
    const parts = new Map();
    for (const { of, words: listed } of marks) {
        for (const mark of listed.split(' ')) {
            const [kind, text] = mark.startsWith('=')
                ? [parts, mark.slice(1)]
                : mark.startsWith('-')
                    ? [endings, mark.slice(1)]
                    : mark.endsWith('-')
                        ? [beginnings, mark.slice(0, -1)]
                        : [words, mark];
            kind.set(text, [...(kind.get(text) ?? []), ...of]);
        }
    }
    return { members, words, beginnings, endings, parts: [...parts] };
}
//# sourceMappingURL=related-languages.js.map