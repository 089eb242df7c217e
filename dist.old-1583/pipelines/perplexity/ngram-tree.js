/** What a tree of 2^27 nodes takes is about 4 GiB. */
export const mostNodes = 2 ** 27;
/** An empty tree with room for `capacity` nodes. Memory: 12 bytes for each, 8 to 16 for the index. */
export function openNgramTree(capacity) {
    let room = Math.max(16, capacity);
    let pairs = new Uint32Array(2 * room);
    let suffixes = new Uint32Array(room);
    let slots = new Uint32Array(slotsFor(room));
    let mask = slots.length - 1;
    let size = 1;
    // Of a context and a word, the slot that holds their node, or the free one where it belongs.
    const slotOf = (context, word) => {
        let slot = mix(context, word) & mask;
        for (;;) {
            const node = slots[slot];
            if (node === 0 || (pairs[2 * node] === context && pairs[2 * node + 1] === word))
                return slot;
            slot = (slot + 1) & mask;
        }
    };
    const grow = () => {
        if (size >= mostNodes)
            throw new RangeError(`more than ${mostNodes} n-grams`);
        room *= 2;
        pairs = copied(pairs, 2 * room);
        suffixes = copied(suffixes, room);
        slots = new Uint32Array(slotsFor(room));
        mask = slots.length - 1;
        for (let node = 1; node < size; node++)
            slots[slotOf(pairs[2 * node], pairs[2 * node + 1])] = node;
    };
    return {
        get size() {
            return size;
        },
        get pairs() {
            return pairs;
        },
        get suffixes() {
            return suffixes;
        },
        find: (context, word) => slots[slotOf(context, word)],
        reach: (context, word, suffix) => {
            let slot = slotOf(context, word);
            const found = slots[slot];
            if (found !== 0)
                return found;
            if (size === room) {
                grow();
                slot = slotOf(context, word);
            }
            const node = size++;
            pairs[2 * node] = context;
            pairs[2 * node + 1] = word;
            suffixes[node] = suffix;
            slots[slot] = node;
            return node;
        },
    };
}
/** Words in each node's n-gram, by node; 0 for the empty one. */
export function depthsOf({ size, pairs }) {
    const depths = new Uint8Array(size);
    // A node's context was made before it.
    for (let node = 1; node < size; node++)
        depths[node] = depths[pairs[2 * node]] + 1;
    return depths;
}
/** A power of two, of which the nodes take half at most. */
function slotsFor(nodes) {
    return 2 ** Math.ceil(Math.log2(nodes * 2));
}
function copied(values, length) {
    const longer = new Uint32Array(length);
    longer.set(values);
    return longer;
}
/** Finalizer of MurmurHash3 over both numbers. */
function mix(context, word) {
    let hash = Math.imul(context, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
}
//# sourceMappingURL=ngram-tree.js.map