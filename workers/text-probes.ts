import { believedLanguage, openLanguageDetector } from '../pipelines/language/detect-language.ts';
import { findPii } from '../pipelines/pii/find-pii.ts';
import type { TextProbes } from '../quality/text-probes.ts';

/** Languages and personal data of texts, as the write phase counts them; about 0.1 ms for a text. */
export async function openTextProbes(): Promise<TextProbes> {
  const detect = await openLanguageDetector();
  return {
    languageOf: (text) => believedLanguage(detect(text)),
    piiIn: (text) => findPii(text).map(({ kind }) => kind),
  };
}
