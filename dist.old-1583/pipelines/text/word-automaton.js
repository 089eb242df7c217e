const mostNodes = 2 ** 27;
/**
 * An automaton over UTF-16 code units for words, by their place in the list; of equal words the first counts, empty ones
 * are left out. Memory: 256 KiB, and about 40 bytes for each different beginning of a word.
 * Source: Aho and Corasick, Efficient String Matching, CACM 18 (6), 1975.
 */
export function buildAutomaton(words) {
    const trie = emptyTrie();
    const ends = new Map();
    let count = 0;
    for (const word of words) {
        const node = insert(trie, word);
        if (node !== 0 && !ends.has(node))
            ends.set(node, count);
        count++;
    }
    return automatonOf(trie, ends);
}
function emptyTrie() {
    return {
        nodes: 1,
        parents: new Int32Array(64),
        units: new Uint16Array(64),
        depths: new Int32Array(64),
        edges: new Int32Array(128),
    };
}
function insert(trie, word) {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        const slot = edgeSlot(trie, node, unit);
        node = trie.edges[slot] || addNode(trie, node, unit, slot);
    }
    return node;
}
/** The slot of the edge from a node, or the empty one where it belongs. */
function edgeSlot({ edges, parents, units }, node, unit) {
    const mask = edges.length - 1;
    let slot = (Math.imul(Math.imul(node, 0x9e3779b1) + unit, 0x85ebca6b) >>> 12) & mask;
    for (let target = edges[slot] ?? 0; target !== 0; target = edges[slot] ?? 0) {
        if (parents[target] === node && units[target] === unit)
            break;
        slot = (slot + 1) & mask;
    }
    return slot;
}
function addNode(trie, parent, unit, slot) {
    const node = trie.nodes++;
    if (node >= mostNodes)
        throw new RangeError(`expected at most ${mostNodes} different beginnings of words`);
    if (node === trie.parents.length)
        growNodes(trie);
    trie.parents[node] = parent;
    trie.units[node] = unit;
    trie.depths[node] = (trie.depths[parent] ?? 0) + 1;
    trie.edges[slot] = node;
    if (trie.nodes * 2 > trie.edges.length)
        growEdges(trie);
    return node;
}
function growNodes(trie) {
    const length = trie.parents.length * 2;
    const parents = new Int32Array(length);
    const units = new Uint16Array(length);
    const depths = new Int32Array(length);
    parents.set(trie.parents);
    units.set(trie.units);
    depths.set(trie.depths);
    Object.assign(trie, { parents, units, depths });
}
function growEdges(trie) {
    trie.edges = new Int32Array(trie.edges.length * 2);
    for (let node = 1; node < trie.nodes; node++) {
        trie.edges[edgeSlot(trie, trie.parents[node] ?? 0, trie.units[node] ?? 0)] = node;
    }
}
function automatonOf(trie, ends) {
    const { nodes, parents, units: nodeUnits, depths } = trie;
    const fromRoot = new Int32Array(0x10000);
    for (let node = 1; node < nodes; node++)
        if (parents[node] === 0)
            fromRoot[nodeUnits[node] ?? 0] = node;
    /** The longest proper suffix of a node's text that is a node, and the longest that is a word. */
    const fallbacks = new Int32Array(nodes);
    const shorter = new Int32Array(nodes);
    const wordAt = new Int32Array(nodes).fill(-1);
    for (const [node, word] of ends)
        wordAt[node] = word;
    function step(from, unit) {
        for (let node = from; node !== 0; node = fallbacks[node] ?? 0) {
            const target = trie.edges[edgeSlot(trie, node, unit)] ?? 0;
            if (target !== 0)
                return target;
        }
        return fromRoot[unit] ?? 0;
    }
    for (const node of byDepth(trie)) {
        const parent = parents[node] ?? 0;
        const fallback = parent === 0 ? 0 : step(fallbacks[parent] ?? 0, nodeUnits[node] ?? 0);
        fallbacks[node] = fallback;
        shorter[node] = (wordAt[fallback] ?? -1) >= 0 ? fallback : (shorter[fallback] ?? 0);
    }
    return {
        scan: (units, visit) => {
            let node = 0;
            for (let i = 0; i < units.length; i++) {
                node = node === 0 ? (fromRoot[units[i] ?? 0] ?? 0) : step(node, units[i] ?? 0);
                if (node === 0)
                    continue;
                for (let end = (wordAt[node] ?? -1) >= 0 ? node : (shorter[node] ?? 0); end !== 0; end = shorter[end] ?? 0) {
                    if (visit(wordAt[end] ?? 0, i + 1 - (depths[end] ?? 0), i + 1))
                        return;
                }
            }
        },
    };
}
/** All nodes but the root, the shallow ones first. */
function byDepth({ nodes, depths }) {
    let deepest = 0;
    for (let node = 1; node < nodes; node++)
        deepest = Math.max(deepest, depths[node] ?? 0);
    const starts = new Int32Array(deepest + 2);
    for (let node = 1; node < nodes; node++)
        starts[(depths[node] ?? 0) + 1] = (starts[(depths[node] ?? 0) + 1] ?? 0) + 1;
    for (let depth = 1; depth < starts.length; depth++)
        starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0);
    const order = new Int32Array(nodes - 1);
    for (let node = 1; node < nodes; node++) {
        const depth = depths[node] ?? 0;
        const place = starts[depth] ?? 0;
        order[place] = node;
        starts[depth] = place + 1;
    }
    return order;
}
//# sourceMappingURL=word-automaton.js.map