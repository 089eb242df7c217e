import { MillraceError } from '../../core/errors.js';
import { openTokenizer } from '../tokenizers/open-tokenizer.js';
import { openTokenBuffer } from '../tokenizers/tokenizer.js';
import { openNgramCounter } from './count-ngrams.js';
import { kneserNey } from './kneser-ney.js';
import { writeNgramFile } from './ngram-file.js';
import { mostNodes } from './ngram-tree.js';
/**
 * Learns an n-gram model of a tokenizer's tokens from texts, each with a beginning and an end of its own. Deterministic, in
 * one thread. Time: about 4 µs for each token, of five lengths; memory: some 100 bytes for each different n-gram, kept or not.
 * Throws MillraceError `too-many-ngrams` (usage).
 */
export async function trainNgrams(chunks, tokenizerJson, { order, atLeast }) {
    const tokenizer = openTokenizer(tokenizerJson);
    const vocabulary = tokenizer.vocabularySize;
    const counter = openNgramCounter(order, vocabulary);
    const buffer = openTokenBuffer();
    let [texts, tokens] = [0, 0];
    for await (const chunk of chunks) {
        for (const text of chunk) {
            buffer.length = 0;
            tokenizer.append(text, buffer);
            try {
                counter.add(buffer.ids, buffer.length);
            }
            catch (cause) {
                throw tooMany(cause, order);
            }
            texts++;
            tokens += buffer.length;
        }
    }
    const counts = counter.finish();
    const probabilities = kneserNey(counts, vocabulary, atLeast);
    const ngrams = probabilities.kept.reduce((sum, kept) => sum + kept, 0);
    return { bytes: writeNgramFile(counts, probabilities, vocabulary, tokenizerJson), texts, tokens, ngrams };
}
function tooMany(cause, order) {
    if (!(cause instanceof RangeError))
        return cause;
    const found = `expected at most ${mostNodes} different n-grams, found more`;
    return new MillraceError('too-many-ngrams', found, {
        kind: 'usage',
        hint: `give fewer texts, or an --order below ${order}`,
        cause,
    });
}
//# sourceMappingURL=train-ngrams.js.map