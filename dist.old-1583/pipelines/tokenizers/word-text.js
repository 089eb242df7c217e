import { openTokenBuffer, reserveTokens } from './tokenizer.js';
/** Words that are remembered with their tokens, and the most code units of one: 10 MB or so. */
const cachedWords = 2 ** 16;
const cachedUnits = 32;
/** Encodes text in which no added token stands, word by word. A word met before is not worked on again. */
export function wordText(splitter, model) {
    const { nextCut } = model;
    const cache = new Map();
    const scratch = openTokenBuffer(64);
    function appendWord(word, buffer) {
        if (word.length > cachedUnits) {
            model.appendWord(word, buffer);
            return;
        }
        let ids = cache.get(word);
        if (ids === undefined) {
            scratch.length = 0;
            model.appendWord(word, scratch);
            ids = scratch.ids.slice(0, scratch.length);
            if (cache.size >= cachedWords)
                cache.clear();
            // A slice would keep the whole text alive: the map gets a copy.
            cache.set(Buffer.from(word, 'utf16le').toString('utf16le'), ids);
        }
        const to = reserveTokens(buffer, ids.length);
        for (let i = 0; i < ids.length; i++)
            to[buffer.length++] = ids[i];
    }
    function appendParts(word, buffer) {
        if (nextCut === undefined) {
            appendWord(word, buffer);
            return;
        }
        for (let from = 0; from < word.length;) {
            const end = nextCut(word, from);
            appendWord(word.slice(from, end), buffer);
            from = end;
        }
    }
    return (text, buffer, startUnits) => {
        if (splitter === undefined)
            appendParts(text, buffer);
        else
            splitter(text, startUnits, (word) => appendParts(word, buffer));
    };
}
//# sourceMappingURL=word-text.js.map