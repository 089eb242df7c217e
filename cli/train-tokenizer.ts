import { countWords } from '../pipelines/tokenizers/count-words.ts';
import { openTokenizer } from '../pipelines/tokenizers/open-tokenizer.ts';
import { openTokenBuffer } from '../pipelines/tokenizers/tokenizer.ts';
import { tokenizerJson } from '../pipelines/tokenizers/tokenizer-json.ts';
import { trainBpe } from '../pipelines/tokenizers/train-bpe.ts';
import { noText } from './no-text.ts';

export interface TrainedTokenizer {
  /** `tokenizer.json` */
  readonly json: string;
  readonly vocabulary: number;
  /** UTF-8 bytes of the training texts for each token that they become. */
  readonly bytesPerToken: number;
}

/** Trains on texts. Memory: their different words. Throws a usage error `no-text` where there are none. */
export async function trainTokenizer(
  chunks: AsyncIterable<readonly string[]>,
  vocabulary: number,
): Promise<TrainedTokenizer> {
  const counts = new Map<string, number>();
  for await (const texts of chunks) countWords(texts, counts);
  if (counts.size === 0) throw noText();
  const trained = trainBpe(counts, { vocabulary, specials: ['<|endoftext|>'], minFrequency: 2 });
  const json = tokenizerJson(trained);
  return { json, vocabulary: trained.tokens.length, bytesPerToken: bytesPerToken(json, counts) };
}

// A tokenizer never merges across words, so the words and their counts tell what all the texts become.
function bytesPerToken(json: string, counts: ReadonlyMap<string, number>): number {
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
