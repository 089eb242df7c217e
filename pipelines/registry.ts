import { decontaminate } from './decontamination/decontaminate.ts';
import { dedupExact } from './dedup/exact.ts';
import { dedupMinHash } from './dedup/minhash.ts';
import { extractHtml } from './extractors/extract-html.ts';
import { c4Quality } from './filters/c4-quality.ts';
import { finewebQuality } from './filters/fineweb-quality.ts';
import { gopherQuality } from './filters/gopher-quality.ts';
import { gopherRepetition } from './filters/gopher-repetition.ts';
import { perplexity } from './filters/perplexity.ts';
import { qualityClassifier } from './filters/quality-classifier.ts';
import { language } from './language/language.ts';
import { normalize } from './normalizers/normalize.ts';
import { pii } from './pii/pii.ts';
import type { Stage } from './stage.ts';

/** Every stage that a recipe can name. Its order is the order of `docs/stages.md`. */
export const stages: readonly Stage[] = [
  extractHtml,
  normalize,
  language,
  gopherQuality,
  gopherRepetition,
  c4Quality,
  finewebQuality,
  perplexity,
  pii,
  qualityClassifier,
  decontaminate,
  dedupExact,
  dedupMinHash,
];

const byName: ReadonlyMap<string, Stage> = new Map(stages.map((stage) => [stage.name, stage]));

/** The stage of that name; undefined where there is none. */
export function findStage(name: string): Stage | undefined {
  return byName.get(name);
}
