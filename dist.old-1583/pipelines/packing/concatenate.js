import { checkTokens } from './packer.js';
/**
 * Joins tokenized documents in order and cuts them into sequences of one length, wherever a document happens to be. No
 * place is lost but in the last sequence, which is filled up with padding. The result is a function of the documents and
 * their order.
 *
 * Cost: O(tokens). Memory: the sequence that is being filled, and the document just added.
 */
export function openConcatenation({ length, vocabularySize, separator, padding }) {
    let tokens = new Uint32Array(length);
    let used = 0;
    let starts = [];
    let documents = [];
    let splitDocuments = 0;
    function take() {
        const sequence = { tokens: tokens.fill(padding, used), used, starts, documents };
        tokens = new Uint32Array(length);
        used = 0;
        starts = [];
        documents = [];
        return sequence;
    }
    return {
        add(documentId, ids) {
            checkTokens(ids, vocabularySize);
            const packed = [];
            const total = ids.length + (separator === null ? 0 : 1);
            if (used + total > length)
                splitDocuments++;
            for (let at = 0; at < total;) {
                const end = Math.min(total, at + length - used);
                starts.push(used);
                documents.push(documentId);
                for (; at < end; at++)
                    tokens[used++] = ids[at] ?? separator ?? 0;
                if (used === length)
                    packed.push(take());
            }
            return packed;
        },
        finish: () => (used === 0 ? [] : [take()]),
        splitDocuments: () => splitDocuments,
    };
}
//# sourceMappingURL=concatenate.js.map