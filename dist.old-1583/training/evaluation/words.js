import { createHash } from 'node:crypto';
/** Letters, numbers and underscores, two or more: Python's `\b\w\w+\b`, whose `\w` takes no combining marks. */
const pattern = /[\p{L}\p{N}_]{2,}/gu;
const longestWord = 128;
/** V8 makes a part of a text of this length or longer a view, which would keep the whole text in memory. */
const shortestView = 13;
/**
 * How often each word occurs in a text, as scikit-learn's `CountVectorizer()` counts: lower-cased by Unicode's rules.
 * A word of more than 128 code units is named by its SHA-256 instead, so that it takes little memory.
 */
export function wordCounts(text) {
    const counts = new Map();
    for (const [word] of text.toLowerCase().matchAll(pattern)) {
        const key = word.length > longestWord ? digestOf(word) : word;
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
}
/** The same word in memory of its own, to keep beyond its text. */
export function ownCopy(word) {
    return word.length < shortestView ? word : Buffer.from(word, 'utf16le').toString('utf16le');
}
/** Begins with a mark that no word has. */
function digestOf(word) {
    return `#${createHash('sha256').update(word, 'utf16le').digest('base64')}`;
}
//# sourceMappingURL=words.js.map