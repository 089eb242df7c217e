import { countWords } from '../tokenizers/count-words.js';
import { tokenizerJson } from '../tokenizers/tokenizer-json.js';
import { trainBpe } from '../tokenizers/train-bpe.js';
import { trainNgrams } from './train-ngrams.js';
const texts = [
    'The mill stands by the river.',
    'The mill has stood by the river for a hundred years.',
    'The river turns the wheel, and the wheel turns the stone of the mill.',
    'By the mill the river is wide.',
];
/** The file of an n-gram model of four short texts, for the documentation. */
export async function exampleNgrams() {
    const counts = new Map();
    countWords(texts, counts);
    const trained = trainBpe(counts, { vocabulary: 300, specials: ['<|endoftext|>'], minFrequency: 2 });
    async function* chunks() {
        yield texts;
    }
    return (await trainNgrams(chunks(), tokenizerJson(trained), { order: 3, atLeast: [1, 1, 1] })).bytes;
}
//# sourceMappingURL=example-ngrams.js.map