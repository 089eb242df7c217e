import { believedLanguage, openLanguageDetector } from '../pipelines/language/detect-language.ts';
import { findPii } from '../pipelines/pii/find-pii.ts';
import { openTokenBuffer, type Tokenizer } from '../pipelines/tokenizers/tokenizer.ts';
import type { TextProbes } from '../quality/text-probes.ts';

/** Languages, personal data and tokens of texts: what the write phase counts, and what a failed gate looks for again. */
export async function openTextProbes(tokenizer: Tokenizer | null): Promise<TextProbes> {
  const detect = await openLanguageDetector();
  return {
    languageOf: (text) => believedLanguage(detect(text)),
    piiIn: (text) => findPii(text).map(({ kind }) => kind),
    tokensIn: tokenizer === null ? null : tokenCounter(tokenizer),
  };
}

function tokenCounter(tokenizer: Tokenizer): (text: string) => number {
  const buffer = openTokenBuffer();
  return (text) => {
    buffer.length = 0;
    tokenizer.append(text, buffer);
    return buffer.length;
  };
}
