import { PhraseTable } from './phrase-table.js';
/** Dictionaries of OpenCC 1.4 in the order of its configurations `t2s` and `s2t`: of equal phrases the first one counts. */
const dictionaries = {
    simplified: () => [import('opencc-js/dict/TSPhrases'), import('opencc-js/dict/TSCharacters')],
    traditional: () => [
        import('opencc-js/dict/STPhrases'),
        import('opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases'),
        import('opencc-js/dict/STCharacters'),
    ],
};
const opened = new Map();
const hanCharacter = /[\u2e80-\u9fff\uf900-\ufaff\ud840-\ud88f]/;
/** Loads the dictionaries; to be awaited once before {@link chineseConverter}. 60 ms and some 10 MB for traditional. */
export async function openChineseConverter(script) {
    if (opened.has(script))
        return;
    const compatibility = new PhraseTable(pairsOf(await import('opencc-js/dict/CJK_Compatibility_Ideographs')));
    const loaded = await Promise.all(dictionaries[script]());
    const phrases = new PhraseTable(loaded.flatMap(pairsOf));
    opened.set(script, (text) => (hanCharacter.test(text) ? phrases.replace(compatibility.replace(text)) : text));
}
/**
 * The converter with OpenCC's dictionaries and its rule, the longest phrase from the left, so with its answers. Japanese text is
 * changed as well: choose it for documents in Chinese. Linear.
 * Source: Open Chinese Convert, https://github.com/BYVoid/OpenCC
 */
export function chineseConverter(script) {
    const converter = opened.get(script);
    if (converter === undefined)
        throw new Error(`the dictionaries of ${script} Chinese are not loaded`);
    return converter;
}
function pairsOf({ default: dictionary }) {
    return dictionary.split('|').map((pair) => {
        const space = pair.indexOf(' ');
        return [pair.slice(0, space), pair.slice(space + 1)];
    });
}
//# sourceMappingURL=chinese-script.js.map