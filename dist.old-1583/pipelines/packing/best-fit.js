import { checkTokens, partOf } from './packer.js';
import { openSizeSet } from './size-set.js';
/** 4 MiB at length 1,024. Padding there, of 20 MB of real text: 0.12 % with 256, 0.07 % with 1,024, 0.02 % with 4,096. */
const DEFAULT_WINDOW = 1024;
/** Bounds what waits where sequences are long: 64 MiB. */
const MAX_WAITING_TOKENS = 2 ** 24;
/**
 * Packs tokenized documents into training sequences of one length, cutting none that fits.
 *
 * Best-fit: a sequence takes the longest waiting piece that still fits, until none of the `window` waiting ones does;
 * what remains is padding. Longer documents are cut at `length`, and their last piece waits with the others.
 * The result is a function of the documents and their order.
 *
 * Cost: O(tokens + pieces × log length). Memory: `window` × `length` × 4 bytes or 64 MiB, whichever is less, and the
 * document just added.
 * Source: Ding et al. 2024, "Fewer Truncations Improve Language Modeling", arXiv:2404.10830.
 */
export function openBestFit({ length, window = DEFAULT_WINDOW, vocabularySize, separator, padding, }) {
    const sizes = openSizeSet(length);
    const waiting = new Map();
    let waitingPieces = 0;
    let waitingTokens = 0;
    let splitDocuments = 0;
    function wait(piece) {
        const size = piece.tokens.length;
        const alike = waiting.get(size);
        if (alike === undefined) {
            waiting.set(size, [piece]);
            sizes.add(size);
        }
        else
            alike.push(piece);
        waitingPieces++;
        waitingTokens += size;
    }
    /** The longest waiting piece of at most `room` tokens, of equal ones the first added. */
    function takeLongest(room) {
        const size = sizes.largestUpTo(room);
        const alike = waiting.get(size);
        const piece = alike?.shift();
        if (piece === undefined)
            return undefined;
        if (alike?.length === 0) {
            waiting.delete(size);
            sizes.remove(size);
        }
        waitingPieces--;
        waitingTokens -= size;
        return piece;
    }
    function packOne() {
        const pieces = [];
        let room = length;
        for (let piece = takeLongest(room); piece !== undefined; piece = takeLongest(room)) {
            pieces.push(piece);
            room -= piece.tokens.length;
        }
        return sequenceOf(pieces, length, padding);
    }
    return {
        add(documentId, tokens) {
            checkTokens(tokens, vocabularySize);
            const packed = [];
            const total = tokens.length + (separator === null ? 0 : 1);
            if (total > length)
                splitDocuments++;
            for (let start = 0; start < total; start += length) {
                const piece = { documentId, tokens: partOf(tokens, [start, Math.min(start + length, total)], separator) };
                if (piece.tokens.length === length)
                    packed.push(sequenceOf([piece], length, padding));
                else
                    wait(piece);
            }
            while (waitingPieces > window || waitingTokens > MAX_WAITING_TOKENS)
                packed.push(packOne());
            return packed;
        },
        finish() {
            const packed = [];
            while (waitingPieces > 0)
                packed.push(packOne());
            return packed;
        },
        splitDocuments: () => splitDocuments,
    };
}
function sequenceOf(pieces, length, padding) {
    const tokens = new Uint32Array(length);
    const starts = [];
    let used = 0;
    for (const piece of pieces) {
        tokens.set(piece.tokens, used);
        starts.push(used);
        used += piece.tokens.length;
    }
    return { tokens: tokens.fill(padding, used), used, starts, documents: pieces.map((piece) => piece.documentId) };
}
//# sourceMappingURL=best-fit.js.map