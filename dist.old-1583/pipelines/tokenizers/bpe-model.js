import { byteCharacters } from './byte-alphabet.js';
import { checkedId, readVocabulary } from './models/vocabulary.js';
import { openPairTable } from './pair-table.js';
import { invalid } from './unsupported-file.js';
/** Checks and compiles the model of a tokenizer file. Throws MillraceError `tokenizer-invalid`. */
export function readBpe(model) {
    const ids = readVocabulary(model.vocab);
    const byteIds = byteCharacters.map((character) => ids.get(character));
    return {
        ids,
        byteIds: byteIds.includes(undefined) ? undefined : Int32Array.from(byteIds),
        merges: readMerges(model.merges, ids, model.continuing_subword_prefix ?? ''),
    };
}
/** A byte-level BPE with its added tokens among `ids`. Throws MillraceError `tokenizer-invalid`. */
export function compileBpe(file) {
    const { ids, byteIds, merges } = readBpe(file.model);
    if (byteIds === undefined)
        throw invalid('model.vocab', 'a token for each of the 256 bytes, found fewer');
    const all = new Map(ids);
    for (const { content, id } of file.added_tokens) {
        if ((all.get(content) ?? id) !== id)
            throw invalid('added_tokens', 'the id that model.vocab gives, found another');
        all.set(content, checkedId(id, 'added_tokens'));
    }
    return { ids: all, byteIds, merges };
}
/** @param prefix of tokens that go on a word, which the merged token has only at its beginning */
function readMerges(list, ids, prefix) {
    const ranks = openPairTable(list.length);
    const merged = new Int32Array(list.length);
    for (let rank = 0; rank < list.length; rank++) {
        const entry = list[rank];
        if (typeof entry === 'string' && entry.startsWith('#version'))
            continue;
        const pair = typeof entry === 'string' ? entry.split(' ') : Array.isArray(entry) ? entry : [];
        const [left, right] = pair;
        if (typeof left !== 'string' || typeof right !== 'string' || pair.length !== 2) {
            throw invalid(`model.merges.${rank}`, 'two tokens, found something else');
        }
        const leftId = ids.get(left);
        const rightId = ids.get(right);
        const id = ids.get(left + right.slice(prefix.length));
        if (leftId === undefined || rightId === undefined || id === undefined) {
            throw invalid(`model.merges.${rank}`, 'tokens of model.vocab, found others');
        }
        ranks.set(leftId, rightId, rank);
        merged[rank] = id;
    }
    return { ranks, merged };
}
//# sourceMappingURL=bpe-model.js.map