import { decontaminate } from './decontamination/decontaminate.js';
import { dedupExact } from './dedup/exact.js';
import { dedupMinHash } from './dedup/minhash.js';
import { dedupLines, dedupParagraphs, dedupSentences } from './dedup/span-stages.js';
import { dedupUrl } from './dedup/url.js';
import { extractHtml } from './extractors/extract-html.js';
import { c4Quality } from './filters/c4-quality.js';
import { characterRatios } from './filters/character-ratios.js';
import { finewebQuality } from './filters/fineweb-quality.js';
import { gopherQuality } from './filters/gopher-quality.js';
import { gopherRepetition } from './filters/gopher-repetition.js';
import { length } from './filters/length.js';
import { perplexity } from './filters/perplexity.js';
import { qualityClassifier } from './filters/quality-classifier.js';
import { regex } from './filters/regex.js';
import { urlFilter } from './filters/url/url-filter.js';
import { visibleText } from './filters/visible-text.js';
import { wordList } from './filters/word-list.js';
import { language } from './language/language.js';
import { normalize } from './normalizers/normalize.js';
import { replaceRegex } from './normalizers/replace-regex.js';
import { pii } from './pii/pii.js';
/** Every stage that a recipe can name. Its order is the order of `docs/stages.md`. */
export const stages = [
    extractHtml,
    normalize,
    language,
    replaceRegex,
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
    dedupLines,
    dedupParagraphs,
    dedupSentences,
];
const byName = new Map(stages.map((stage) => [stage.name, stage]));
/** The stage of that name; undefined where there is none. */
export function findStage(name) {
    return byName.get(name);
}
//# sourceMappingURL=registry.js.map