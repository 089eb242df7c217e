import { MillraceError } from '../core/errors.ts';
import { openTokenizer } from '../pipelines/tokenizers/open-tokenizer.ts';

/** The ids that stand for spans, and the number of ids that a model of them needs. */
export interface Sentinels {
  readonly ids: readonly number[];
  readonly vocabulary: number;
}

/**
 * `needed` sentinels for a model of `vocabulary` ids, null for one that is still to be made: the tokenizer's
 * `<extra_id_0>`, `<extra_id_1>` and so on, as T5's has them; where it has none, the ids after its last token, so that no
 * token of a text means two things. Throws MillraceError `no-sentinels` (usage) where there are too few.
 */
export function sentinelsOf(json: string, vocabulary: number | null, needed: number): Sentinels {
  const tokenizer = openTokenizer(json);
  const tokens = tokenizer.vocabularySize;
  const named = Array.from({ length: needed }, (_, index) => tokenizer.idOf(`<extra_id_${index}>`));
  const ids = named.filter((id) => id !== undefined);
  if (ids.length === needed) return { ids, vocabulary: vocabulary ?? tokens };
  if (ids.length > 0) throw tooFew(needed, `${ids.length} tokens <extra_id_0>, <extra_id_1> and so on`);
  const all = vocabulary ?? tokens + needed;
  if (all - tokens < needed)
    throw tooFew(needed, `none in the tokenizer, and ${all - tokens} ids after its last token`);
  return { ids: Array.from({ length: needed }, (_, index) => tokens + index), vocabulary: all };
}

function tooFew(needed: number, found: string): MillraceError {
  return new MillraceError('no-sentinels', `expected ${needed} sentinels for the spans of a sample, found ${found}`, {
    kind: 'usage',
    hint: 'raise span, lower density or pack.length, or take the tokenizer.json that belongs to the model',
  });
}
