const noNode = 0;
const root = 1;
/** Phrases and what each is replaced by, as a trie over UTF-16 units in typed arrays: some 20 bytes for each of its nodes. */
export class PhraseTable {
    /** The children of the root by unit: most units of a text begin no phrase. */
    first = new Uint32Array(0x10000);
    // An open table from (node, unit) to child, at most half full.
    mask;
    parents;
    units;
    children;
    /** Number of the replacement of the phrase that ends at a node, from 1; 0 for none. */
    values;
    replacements = [''];
    /** Of equal phrases the first one counts. */
    constructor(pairs) {
        const most = pairs.reduce((sum, [phrase]) => sum + phrase.length, 0);
        const slots = 2 ** Math.ceil(Math.log2(2 * most + 2));
        this.mask = slots - 1;
        this.parents = new Uint32Array(slots);
        this.units = new Uint16Array(slots);
        this.children = new Uint32Array(slots);
        this.values = new Uint32Array(most + 2);
        let nodes = root + 1;
        for (const [phrase, replacement] of pairs) {
            let node = this.first[phrase.charCodeAt(0)] ?? noNode;
            if (node === noNode) {
                node = nodes++;
                this.first[phrase.charCodeAt(0)] = node;
            }
            for (let at = 1; at < phrase.length; at++) {
                const slot = this.slotOf(node, phrase.charCodeAt(at));
                if (this.children[slot] === noNode) {
                    this.parents[slot] = node;
                    this.units[slot] = phrase.charCodeAt(at);
                    this.children[slot] = nodes++;
                }
                node = this.children[slot] ?? noNode;
            }
            if (this.values[node] === 0)
                this.values[node] = this.replacements.push(replacement) - 1;
        }
    }
    /**
     * Text with phrases replaced: from the left, at each place the longest one that begins there; {@link endOfDescription}
     * tells stretches that stay as they are. Linear, since no phrase is long.
     */
    replace(text) {
        let out = '';
        let copied = 0;
        for (let at = 0; at < text.length;) {
            let node = this.first[text.charCodeAt(at)] ?? noNode;
            if (node === noNode) {
                at = text.charCodeAt(at) >>> 4 === 0x2ff ? endOfDescription(text, at) : at + 1;
                continue;
            }
            let value = 0;
            let end = at;
            for (let next = at + 1; node !== noNode; next++) {
                if (this.values[node] !== 0) {
                    value = this.values[node] ?? 0;
                    end = next;
                }
                node = next < text.length ? (this.children[this.slotOf(node, text.charCodeAt(next))] ?? noNode) : noNode;
            }
            if (value === 0) {
                at++;
                continue;
            }
            out += text.slice(copied, at) + this.replacements[value];
            copied = end;
            at = end;
        }
        return copied === 0 ? text : out + text.slice(copied);
    }
    /** Where a child is, or would be put. */
    slotOf(node, unit) {
        let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7;
        for (;;) {
            slot &= this.mask;
            if (this.children[slot] === noNode || (this.parents[slot] === node && this.units[slot] === unit))
                return slot;
            slot++;
        }
    }
}
/** Characters of a description that are looked at. */
const longestDescription = 24;
/**
 * The end of the ideographic description sequence that begins at `at` (Unicode, chapter 18.2): an operator and its two or
 * three parts, which may be described themselves. Behind the operator alone where the sequence is not whole.
 */
function endOfDescription(text, at) {
    let missing = 1;
    let end = at;
    for (let characters = 0; missing > 0 && characters < longestDescription && end < text.length; characters++) {
        const code = text.codePointAt(end) ?? 0;
        missing += partsOf(code) - 1;
        end += code > 0xffff ? 2 : 1;
    }
    return missing === 0 ? end : at + 1;
}
function partsOf(code) {
    if (code < 0x2ff0 || code > 0x2fff)
        return 0;
    return code === 0x2ff2 || code === 0x2ff3 ? 3 : 2;
}
//# sourceMappingURL=phrase-table.js.map