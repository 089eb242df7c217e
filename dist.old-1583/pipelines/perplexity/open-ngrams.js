import { keptForFile, readStageFile } from '../stage-file.js';
import { openTokenizer } from '../tokenizers/open-tokenizer.js';
import { readNgramFile } from './ngram-file.js';
import { perplexityBy } from './ngram-model.js';
/**
 * What measures texts by the model in a file, which a thread reads once, and again when it is another. Memory: 50 bytes
 * for each n-gram, in each thread. Throws MillraceError `no-stage-file`, `bad-ngrams` (usage).
 */
export const openPerplexity = keptForFile((path) => {
    const { model, tokenizer } = readNgramFile(readStageFile(path, 'an n-gram model'), path);
    return perplexityBy(model, openTokenizer(tokenizer));
});
//# sourceMappingURL=open-ngrams.js.map