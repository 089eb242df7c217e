import { byCodeUnit } from '../../core/code-unit-order.js';
import { MillraceError } from '../../core/errors.js';
import { byteCharacters } from './byte-alphabet.js';
import { openPairCounts } from './pair-counts.js';
/**
 * Learns byte-level BPE merges from word counts. A function of the counts alone: not of their order in the map, nor of
 * how the texts were cut into chunks.
 *
 * Each merge takes the pair of highest count, of these the one of smallest ids: the rule of Hugging Face's
 * `BpeTrainer`, whose merges these equal. Fewer tokens than asked for come out where no pair of `minFrequency` is left.
 *
 * @throws MillraceError `vocabulary-too-small` where the specials and 256 bytes do not fit
 *
 * Cost: each merge costs the places where its pair stands, plus O(log pairs); 32,000 tokens from 20 MB take seconds.
 * Memory: about 40 bytes for each byte of the distinct words.
 * Source: Sennrich et al. 2016, "Neural Machine Translation of Rare Words with Subword Units", arXiv:1508.07909.
 */
export function trainBpe(counts, training) {
    const { specials, vocabulary } = training;
    const tokens = [...new Set([...specials, ...[...byteCharacters].sort(byCodeUnit)])];
    if (vocabulary < tokens.length) {
        throw new MillraceError('vocabulary-too-small', `Expected a vocabulary of at least ${tokens.length} tokens for ${specials.length} specials and 256 bytes, found ${vocabulary}.`, { kind: 'usage' });
    }
    const ids = new Map(tokens.map((token, id) => [token, id]));
    const chains = chainWords(counts, byteCharacters.map((character) => ids.get(character)));
    const pairs = openPairCounts();
    countPairs(chains, pairs);
    const merges = [];
    while (tokens.length < vocabulary) {
        const pair = pairs.takeHighest();
        if (pair === undefined || pair.count < Math.max(1, training.minFrequency))
            break;
        const left = tokens[pair.left];
        const right = tokens[pair.right];
        merges.push([left, right]);
        // Only a special can have the spelling already: what lies within a token's ends is always merged the same way.
        let id = ids.get(left + right);
        if (id === undefined) {
            id = tokens.push(left + right) - 1;
            ids.set(left + right, id);
        }
        mergePair(chains, pairs, pair, id);
    }
    return { tokens, merges, specials };
}
function chainWords(counts, byteIds) {
    let length = 0;
    for (const word of counts.keys())
        length += Buffer.byteLength(word);
    const chains = {
        symbols: new Int32Array(length),
        next: new Int32Array(length),
        previous: new Int32Array(length),
        wordOf: new Int32Array(length),
        weights: Float64Array.from(counts.values()),
    };
    let position = 0;
    let wordIndex = 0;
    for (const word of counts.keys()) {
        const bytes = Buffer.from(word);
        for (let i = 0; i < bytes.length; i++, position++) {
            chains.symbols[position] = byteIds[bytes[i]];
            chains.next[position] = i + 1 < bytes.length ? position + 1 : -1;
            chains.previous[position] = i > 0 ? position - 1 : -1;
            chains.wordOf[position] = wordIndex;
        }
        wordIndex++;
    }
    return chains;
}
function countPairs({ symbols, next, wordOf, weights }, pairs) {
    for (let position = 0; position < symbols.length; position++) {
        const after = next[position];
        if (after < 0)
            continue;
        const weight = weights[wordOf[position]];
        pairs.add(symbols[position], symbols[after], weight, position);
    }
}
function mergePair(chains, pairs, pair, id) {
    const { symbols, next, previous, wordOf, weights } = chains;
    const { left, right } = pair;
    // Pairs of one token overlap: from the left, as an encoder merges them.
    const positions = left === right ? pair.positions.sort((a, b) => a - b) : pair.positions;
    pair.positions = [];
    for (const position of positions) {
        const second = next[position];
        if (symbols[position] !== left || second < 0 || symbols[second] !== right)
            continue;
        const weight = weights[wordOf[position]];
        const before = previous[position];
        const after = next[second];
        symbols[position] = id;
        symbols[second] = -1;
        next[position] = after;
        if (before >= 0) {
            pairs.remove(symbols[before], left, weight);
            pairs.add(symbols[before], id, weight, before);
        }
        if (after >= 0) {
            previous[after] = position;
            pairs.remove(right, symbols[after], weight);
            pairs.add(id, symbols[after], weight, position);
        }
    }
}
//# sourceMappingURL=train-bpe.js.map