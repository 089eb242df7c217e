import { readFileSync } from 'node:fs';
import { MillraceError } from '../../core/errors.ts';
import { openTokenizer } from '../tokenizers/open-tokenizer.ts';
import { readNgramFile } from './ngram-file.ts';
import { type PerplexityOf, perplexityBy } from './ngram-model.ts';

const opened = new Map<string, PerplexityOf>();

/**
 * What measures texts by the model in a file, which a thread reads once. Memory: 50 bytes for each n-gram, in each thread.
 * Throws MillraceError `no-stage-file`, `bad-ngrams` (usage).
 */
export function openPerplexity(path: string): PerplexityOf {
  const known = opened.get(path);
  if (known !== undefined) return known;
  const { model, tokenizer } = readNgramFile(readModel(path), path);
  const perplexityOf = perplexityBy(model, openTokenizer(tokenizer));
  opened.set(path, perplexityOf);
  return perplexityOf;
}

function readModel(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new MillraceError('no-stage-file', 'expected an n-gram model, found no file that can be read', {
      kind: 'usage',
      at: path,
      cause,
    });
  }
}
