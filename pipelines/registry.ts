import { chat } from './chat/chat.ts';
import { decontaminate } from './decontamination/decontaminate.ts';
import { dedupExact } from './dedup/exact.ts';
import { dedupMinHash } from './dedup/minhash.ts';
import { dedupSemantic } from './dedup/semantic.ts';
import { dedupLines, dedupParagraphs, dedupSentences, dedupSubstrings } from './dedup/span-stages.ts';
import { dedupUrl } from './dedup/url.ts';
import { extractHtml } from './extractors/extract-html.ts';
import { c4Quality } from './filters/c4-quality.ts';
import { characterRatios } from './filters/character-ratios.ts';
import { finewebQuality } from './filters/fineweb-quality.ts';
import { gopherQuality } from './filters/gopher-quality.ts';
import { gopherRepetition } from './filters/gopher-repetition.ts';
import { length } from './filters/length.ts';
import { perplexity } from './filters/perplexity.ts';
import { qualityClassifier } from './filters/quality-classifier.ts';
import { regex } from './filters/regex.ts';
import { urlFilter } from './filters/url/url-filter.ts';
import { visibleText } from './filters/visible-text.ts';
import { wordList } from './filters/word-list.ts';
import { language } from './language/language.ts';
import { normalize } from './normalizers/normalize.ts';
import { replaceRegex } from './normalizers/replace-regex.ts';
import { pii } from './pii/pii.ts';
import { question } from './questions/question.ts';
import type { Stage } from './stage.ts';

/** Every stage that a recipe can name. Its order is the order of `docs/stages.md`. */
export const stages: readonly Stage[] = [
  extractHtml,
  normalize,
  language,
  replaceRegex,
  chat,
  question,
  urlFilter,
  gopherQuality,
  gopherRepetition,
  c4Quality,
  finewebQuality,
  characterRatios,
  length,
  wordList,
  regex,
  visibleText,
  perplexity,
  pii,
  qualityClassifier,
  decontaminate,
  dedupUrl,
  dedupExact,
  dedupMinHash,
  dedupSemantic,
  dedupLines,
  dedupParagraphs,
  dedupSentences,
  dedupSubstrings,
];

const byName: ReadonlyMap<string, Stage> = new Map(stages.map((stage) => [stage.name, stage]));

/** The stage of that name; undefined where there is none. */
export function findStage(name: string): Stage | undefined {
  return byName.get(name);
}
