import { nextWord, unspacedScripts } from './next-word.js';
const unspacedStart = new RegExp(`^[${unspacedScripts}]`, 'v');
/**
 * Splits a text into words: runs of letters and digits with apostrophes and hyphens inside; each character of a script
 * that is written without spaces is a word. Joined again by {@link joinWords} they are the text. Linear.
 */
export function wordsOf(text) {
    const words = [];
    const gaps = [];
    let end = 0;
    for (let word = nextWord(text, 0); word !== undefined; word = nextWord(text, end)) {
        gaps.push(text.slice(end, word.start));
        words.push(text.slice(word.start, word.end));
        end = word.end;
    }
    gaps.push(text.slice(end));
    return { words, gaps };
}
export function joinWords(words, gaps) {
    let text = '';
    for (const [index, word] of words.entries())
        text += (gaps[index] ?? '') + word;
    return text + (gaps[words.length] ?? '');
}
/**
 * The words for which `keeps` says so, in order. A word that goes takes along the space after it, or, before a mark or at
 * the end, that before it.
 */
export function withoutWords({ words, gaps }, keeps) {
    // Looked at piece by piece: the end of a long string that is being put together costs all of it.
    const pieces = [];
    const add = (piece) => {
        if (piece !== '')
            pieces.push(piece);
    };
    add(gaps[0] ?? '');
    for (const [index, word] of words.entries()) {
        const after = gaps[index + 1] ?? '';
        const last = pieces.at(-1);
        if (keeps(index)) {
            pieces.push(word);
            add(after);
        }
        else if (after.startsWith(' ') && (last === undefined || /\s$/.test(last)))
            add(after.slice(1));
        else {
            if (last?.endsWith(' ') === true) {
                pieces.pop();
                add(last.slice(0, -1));
            }
            add(after);
        }
    }
    return pieces.join('');
}
/** What stands between a word and one that is put before it: nothing in scripts without spaces. */
export function spaceBefore(word) {
    return unspacedStart.test(word) ? '' : ' ';
}
//# sourceMappingURL=words.js.map