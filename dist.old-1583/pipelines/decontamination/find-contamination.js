const mostItems = 5;
/** More than an index has: word and n-gram are one whole number below 2^53. */
const ngramsPerWord = 2 ** 29;
/** The most memory that is kept for the next text: 8 MiB. */
const mostKept = 2 ** 20;
let matches = new Float64Array(1024);
const none = { matches: 0, words: 0, runs: [], items: [] };
/** Finds what a text has of the items of an index. Cost: a look-up for each word and length of n-grams. */
export function findContamination(index, words) {
    let count = 0;
    index.find(words, (word, ngram) => {
        if (count === matches.length)
            matches = longer(matches);
        matches[count++] = word * ngramsPerWord + ngram;
    });
    if (count === 0)
        return none;
    // By word: shorter n-grams come in rounds of their own.
    const found = matches.subarray(0, count).sort();
    const runs = [];
    const parts = new Map();
    let open;
    for (const match of found) {
        const [word, ngram] = [Math.floor(match / ngramsPerWord), match % ngramsPerWord];
        const { item, first, words: length } = index.ngramAt(ngram);
        const run = runs.at(-1);
        if (run !== undefined && word <= run[1])
            run[1] = Math.max(run[1], word + length);
        else
            runs.push([word, word + length]);
        // The next n-gram of the same part of an item.
        if (open !== undefined &&
            open.item === item &&
            first - open.ngram === word - open.word &&
            word <= open.word + open.words)
            open.words = Math.max(open.words, word + length - open.word);
        else
            open = { item, ngram: first, word, words: length };
        const longest = parts.get(item);
        if (longest === undefined || open.words > longest.words)
            parts.set(item, { item, ngram: open.ngram, words: open.words });
    }
    if (matches.length > mostKept)
        matches = new Float64Array(1024);
    const items = [...parts.values()].sort((a, b) => b.words - a.words);
    return {
        matches: count,
        words: runs.reduce((sum, [first, end]) => sum + end - first, 0),
        runs,
        items: items.slice(0, mostItems),
    };
}
function longer(numbers) {
    const larger = new Float64Array(2 * numbers.length);
    larger.set(numbers);
    return larger;
}
//# sourceMappingURL=find-contamination.js.map