import { keptForFile, readStageFile } from '../stage-file.ts';
import { openTokenizer } from '../tokenizers/open-tokenizer.ts';
import { readNgramFile } from './ngram-file.ts';
import { perplexityBy } from './ngram-model.ts';

/**
 * What measures texts by the model in a file, which a thread reads once, and again when it is another. Memory: 50 bytes
 * for each n-gram, in each thread. Throws MillraceError `no-stage-file`, `bad-ngrams` (usage).
 */
export const openPerplexity = keptForFile((path) => {
  const { model, tokenizer } = readNgramFile(readStageFile(path, 'an n-gram model'), path);
  return perplexityBy(model, openTokenizer(tokenizer));
});
