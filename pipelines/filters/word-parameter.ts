import { z } from 'zod';

/** The parameter `words` of every filter that counts words. */
export const words = z
  .enum(['spacy', 'whitespace', 'unicode'])
  .default('spacy')
  .describe(
    "How a word is found: spacy, the blank English tokenizer, where punctuation is a word; whitespace, Python's str.split(); unicode, word boundaries of UAX #29. It moves the counts more than any limit does.",
  );
