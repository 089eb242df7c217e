import type { Json } from '../../core/canonical-json.ts';

/** What `config.json` calls the outputs of a head. */
export function classNames(classes: readonly string[]): Readonly<Record<string, Json>> {
  return {
    id2label: Object.fromEntries(classes.map((name, index) => [String(index), name])),
    label2id: Object.fromEntries(classes.map((name, index) => [name, index])),
  };
}
