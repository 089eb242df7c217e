const labelPrefix = '__label__';
const most = 2 ** 26;
/** fastText's hash: FNV-1a over signed bytes, as a signed number of 32 bits. */
export function hashBytes(bytes, start, end) {
    let hash = 0x811c9dc5 | 0;
    for (let i = start; i < end; i++)
        hash = Math.imul(hash ^ ((bytes[i] << 24) >> 24), 0x01000193);
    return hash;
}
/** Reads a dictionary, with which fastText 0.9's files go on behind their settings. Throws RangeError for what is none. */
export function readDictionary(file) {
    const size = file.int32();
    const words = file.int32();
    const labelCount = file.int32();
    file.int64();
    const prunedCount = file.int64();
    if (size < 0 || size > most || words < 0 || labelCount < 1 || words + labelCount !== size || prunedCount > most)
        throw new RangeError('its dictionary is none');
    const labels = [];
    const labelCounts = [];
    const starts = new Float64Array(words + 1);
    const hashes = new Int32Array(words);
    let pool = new Uint8Array(2 ** 16);
    let used = 0;
    for (let entry = 0; entry < size; entry++) {
        const text = file.text();
        if (entry < words) {
            while (pool.length < used + text.length)
                pool = longer(pool);
            pool.set(text, used);
            hashes[entry] = hashBytes(text, 0, text.length);
            used += text.length;
            starts[entry + 1] = used;
        }
        else
            labels.push(labelOf(text));
        const count = file.int64();
        if (entry >= words)
            labelCounts.push(count);
        if (file.uint8() !== (entry < words ? 0 : 1))
            throw new RangeError('a word and a label are mixed up');
    }
    const pruned = new Map();
    for (let index = 0; index < prunedCount; index++) {
        const [place, row] = [file.int32(), file.int32()];
        if (row < 0 || row >= prunedCount)
            throw new RangeError('a row is none');
        pruned.set(place, row);
    }
    const find = finder(words, starts, hashes, pool);
    return { words, labels, labelCounts, pruned: prunedCount < 0 ? null : pruned, find };
}
function labelOf(text) {
    const label = new TextDecoder().decode(text);
    return label.startsWith(labelPrefix) ? label.slice(labelPrefix.length) : label;
}
function finder(words, starts, hashes, pool) {
    const mask = 2 ** Math.ceil(Math.log2(Math.max(8, 2 * words))) - 1;
    const slots = new Int32Array(mask + 1);
    for (let word = 0; word < words; word++) {
        let slot = hashes[word] & mask;
        while (slots[slot] !== 0)
            slot = (slot + 1) & mask;
        slots[slot] = word + 1;
    }
    return (hash, bytes, start, end) => {
        for (let slot = hash & mask;; slot = (slot + 1) & mask) {
            const word = slots[slot] - 1;
            if (word < 0)
                return -1;
            if (hashes[word] !== hash)
                continue;
            const first = starts[word];
            if (starts[word + 1] - first !== end - start)
                continue;
            let same = start;
            while (same < end && pool[first + same - start] === bytes[same])
                same++;
            if (same === end)
                return word;
        }
    };
}
function longer(pool) {
    const larger = new Uint8Array(2 * pool.length);
    larger.set(pool);
    return larger;
}
//# sourceMappingURL=dictionary.js.map