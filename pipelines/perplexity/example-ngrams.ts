import { countWords } from '../tokenizers/count-words.ts';
import { tokenizerJson } from '../tokenizers/tokenizer-json.ts';
import { trainBpe } from '../tokenizers/train-bpe.ts';
import { trainNgrams } from './train-ngrams.ts';

const texts = [
  'The mill stands by the river.',
  'The mill has stood by the river for a hundred years.',
  'The river turns the wheel, and the wheel turns the stone of the mill.',
  'By the mill the river is wide.',
];

/** The file of an n-gram model of four short texts, for the documentation. */
export async function exampleNgrams(): Promise<Uint8Array> {
  const counts = new Map<string, number>();
  countWords(texts, counts);
  const trained = trainBpe(counts, { vocabulary: 300, specials: ['<|endoftext|>'], minFrequency: 2 });
  async function* chunks(): AsyncGenerator<readonly string[]> {
    yield texts;
  }
  return (await trainNgrams(chunks(), tokenizerJson(trained), { order: 3, atLeast: [1, 1, 1] })).bytes;
}
