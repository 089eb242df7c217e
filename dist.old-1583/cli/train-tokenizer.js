import { countWords } from '../pipelines/tokenizers/count-words.js';
import { openTokenizer } from '../pipelines/tokenizers/open-tokenizer.js';
import { openTokenBuffer } from '../pipelines/tokenizers/tokenizer.js';
import { tokenizerJson } from '../pipelines/tokenizers/tokenizer-json.js';
import { trainBpe } from '../pipelines/tokenizers/train-bpe.js';
import { noText } from './no-text.js';
/** Trains on texts. Memory: their different words. Throws a usage error `no-text` where there are none. */
export async function trainTokenizer(chunks, vocabulary) {
    const counts = new Map();
    for await (const texts of chunks)
        countWords(texts, counts);
    if (counts.size === 0)
        throw noText();
    const trained = trainBpe(counts, { vocabulary, specials: ['<|endoftext|>'], minFrequency: 2 });
    const json = tokenizerJson(trained);
    return { json, vocabulary: trained.tokens.length, bytesPerToken: bytesPerToken(json, counts) };
}
// A tokenizer never merges across words, so the words and their counts tell what all the texts become.
function bytesPerToken(json, counts) {
    const tokenizer = openTokenizer(json);
    const buffer = openTokenBuffer();
    let bytes = 0;
    let tokens = 0;
    for (const [word, count] of counts) {
        buffer.length = 0;
        tokenizer.append(word, buffer);
        bytes += Buffer.byteLength(word) * count;
        tokens += buffer.length * count;
    }
    return bytes / tokens;
}
//# sourceMappingURL=train-tokenizer.js.map