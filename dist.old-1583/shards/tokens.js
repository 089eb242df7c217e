import { MillraceError } from '../core/errors.js';
import { openArrowReader } from './arrow-reader.js';
import { openArrowWriter } from './arrow-writer.js';
import { mappedWriter } from './mapped-rows.js';
import { contentName } from './row-file.js';
/** A token id outside the vocabulary: it would be stored as another token. */
export class TokenRangeError extends MillraceError {
    name = 'TokenRangeError';
    constructor(id, vocabulary) {
        super('token-range', `token id ${id} is not below the vocabulary's size, ${vocabulary}`, {
            hint: 'the tokenizer and the packer must be of the same vocabulary',
        });
    }
}
/** Sequences in a record batch, the unit of random access: 512 KiB of 1,024 16-bit tokens. */
const groupLimits = { rows: 256, textUnits: 16 * 2 ** 20 };
/**
 * Writes a token shard, Arrow IPC, to `data/<sha256>.arrow` in the dataset's folder. Ids take 16 bits where the
 * vocabulary is at most 65,536, else 32. `add` throws {@link TokenRangeError}; nothing of that call is then certain.
 */
export async function openTokenWriter(storage, dataset, shape) {
    const target = { storage, folder: dataset, name: contentName('data', 'arrow') };
    const writer = await openArrowWriter(target, columnsOf(shape), groupLimits, 'small');
    return mappedWriter(writer, (sequence) => {
        checkIds(sequence.tokens, shape.vocabulary);
        return sequence;
    });
}
/** Opens a token shard. `tokens` comes back as a Uint16Array or Uint32Array over the group's memory. */
export function openTokenReader(storage, key, shape) {
    return openArrowReader(storage, key, columnsOf(shape));
}
function columnsOf({ length, vocabulary }) {
    const type = vocabulary <= 65_536 ? 'fixed<uint16>' : 'fixed<uint32>';
    return {
        tokens: { type, length },
        used: { type: 'uint32' },
        starts: { type: 'list<uint32>' },
        documents: { type: 'list<utf8>' },
    };
}
function checkIds(tokens, vocabulary) {
    for (let i = 0; i < tokens.length; i++) {
        const id = tokens[i] ?? Number.NaN;
        if (!(id >= 0 && id < vocabulary && Number.isInteger(id)))
            throw new TokenRangeError(id, vocabulary);
    }
}
//# sourceMappingURL=tokens.js.map