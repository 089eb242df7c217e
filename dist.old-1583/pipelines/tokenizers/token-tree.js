import { openPairTable } from './pair-table.js';
/** Memory: 16 bytes and more for each code unit. Of equal texts the last counts; an empty one is left out. */
export function openTokenTree(tokens, count) {
    const children = openPairTable(count * 4);
    const ids = [-1];
    for (const [text, id] of tokens) {
        let node = 0;
        for (let i = 0; i < text.length; i++) {
            let child = children.get(node, text.charCodeAt(i));
            if (child < 0) {
                child = ids.push(-1) - 1;
                children.set(node, text.charCodeAt(i), child);
            }
            node = child;
        }
        if (node > 0)
            ids[node] = id;
    }
    const known = Int32Array.from(ids);
    return { next: children.get, idAt: (node) => known[node] };
}
//# sourceMappingURL=token-tree.js.map