import { openTokenTree } from './token-tree.js';
/**
 * Finds given texts in others. Cost: linear for texts in which few begin; at most the longest token's length for each
 * code unit. Memory: 16 bytes for each of the tokens' code units.
 */
export function openTokenFinder(tokens) {
    const tree = openTokenTree(tokens, tokens.length);
    const nextBegin = beginFinder([...new Set(tokens.map(([content]) => content.charAt(0)))]);
    return (text, onFound) => {
        for (let start = nextBegin(text, 0); start >= 0;) {
            let found = -1;
            let foundEnd = start + 1;
            let node = 0;
            for (let at = start; at < text.length;) {
                node = tree.next(node, text.charCodeAt(at));
                if (node < 0)
                    break;
                at++;
                const token = tree.idAt(node);
                if (token < 0)
                    continue;
                found = token;
                foundEnd = at;
            }
            if (found >= 0)
                onFound(start, foundEnd, found);
            start = nextBegin(text, foundEnd);
        }
    };
}
/** Where the next of some code units stands, or -1. */
function beginFinder(units) {
    const [only] = units;
    if (units.length === 1 && only !== undefined)
        return (text, from) => text.indexOf(only, from);
    const begins = new Uint8Array(2 ** 16);
    for (const unit of units)
        begins[unit.charCodeAt(0)] = 1;
    return (text, from) => {
        for (let at = from; at < text.length; at++)
            if (begins[text.charCodeAt(at)] === 1)
                return at;
        return -1;
    };
}
//# sourceMappingURL=token-finder.js.map