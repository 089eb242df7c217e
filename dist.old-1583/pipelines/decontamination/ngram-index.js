import { openGramTable, walkGrams } from './gram-table.js';
/**
 * An index of n-grams by hash. An n-gram is found where all its words have the hashes of an item's: with words of 32 bits,
 * two different n-grams are one by chance never in practice. Memory: 4 bytes for each word of the items, and 31 to 49
 * for each n-gram.
 */
export function openIndexBuilder({ ngram, shortest, maxItems }) {
    const names = [];
    const starts = [];
    let words = new Uint32Array(2 ** 16);
    let used = 0;
    return {
        add: (name, { hashes, length }) => {
            if (length < Math.min(ngram, shortest))
                return;
            while (words.length < used + length)
                words = grown(words);
            words.set(hashes.subarray(0, length), used);
            names.push(name);
            starts.push(used);
            used += length;
        },
        finish: () => indexOf({ names, starts: [...starts, used], words: words.slice(0, used) }, ngram, maxItems),
    };
}
function indexOf({ names, starts, words }, ngram, maxItems) {
    const most = new Map();
    for (let item = 0; item < names.length; item++) {
        const count = starts[item + 1] - starts[item];
        const length = Math.min(count, ngram);
        most.set(length, (most.get(length) ?? 0) + count - length + 1);
    }
    const all = [...most.values()].reduce((sum, each) => sum + each, 0);
    const tables = new Map([...most].map(([length, count]) => [length, openGramTable(length, count)]));
    const [firsts, sizes] = [new Uint32Array(all), new Uint8Array(all)];
    // The last item that had an n-gram, from 1, and how many did.
    const [owners, counts] = [new Uint32Array(all), new Uint32Array(all)];
    let ngrams = 0;
    for (let item = 0; item < names.length; item++) {
        const [start, end] = [starts[item], starts[item + 1]];
        const length = Math.min(end - start, ngram);
        const count = (word, number) => {
            if (owners[number] === item + 1)
                return;
            owners[number] = item + 1;
            counts[number] = counts[number] + 1;
            if (counts[number] === 1)
                firsts[number] = word;
        };
        const add = (word) => {
            sizes[ngrams] = length;
            count(word, ngrams);
            return ngrams++;
        };
        const same = (word, number) => equalWords(words, word, words, firsts[number], length);
        walkGrams(tables.get(length), words, start, end, same, count, add);
    }
    const sorted = [...tables.values()].sort((a, b) => a.length - b.length);
    return {
        items: names.length,
        ngrams,
        find: ({ hashes, length: count }, found) => {
            for (const table of sorted) {
                const same = (word, number) => equalWords(hashes, word, words, firsts[number], table.length) &&
                    (maxItems === null || counts[number] <= maxItems);
                walkGrams(table, hashes, 0, count, same, found);
            }
        },
        ngramAt: (number) => {
            const first = firsts[number];
            const item = itemOf(starts, first);
            return { item: names[item], first: first - starts[item], words: sizes[number] };
        },
    };
}
function equalWords(left, i, right, j, length) {
    let same = 0;
    while (same < length && left[i + same] === right[j + same])
        same++;
    return same === length;
}
/** The item that a word belongs to: the last one that starts at it or before. */
function itemOf(starts, word) {
    let [low, high] = [0, starts.length - 1];
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= word)
            low = middle;
        else
            high = middle;
    }
    return low;
}
function grown(words) {
    const larger = new Uint32Array(2 * words.length);
    larger.set(words);
    return larger;
}
//# sourceMappingURL=ngram-index.js.map