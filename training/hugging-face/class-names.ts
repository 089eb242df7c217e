import type { Json } from '../../core/canonical-json.ts';
import type { TrainedModel } from './layout.ts';

/** What `config.json` calls the outputs of a head. */
export function classNames(classes: readonly string[]): Readonly<Record<string, Json>> {
  return {
    id2label: Object.fromEntries(classes.map((name, index) => [String(index), name])),
    label2id: Object.fromEntries(classes.map((name, index) => [name, index])),
  };
}

/**
 * What `config.json` of a model says whose classes are told from the last token of a text: transformers looks for it
 * before what fills the text up, and takes several texts at a time where it knows that.
 */
export function endedClasses({ classes, padding }: TrainedModel): Readonly<Record<string, Json>> {
  if (classes.length === 0) return {};
  return { ...classNames(classes), ...(padding === undefined ? {} : { pad_token_id: padding }) };
}
