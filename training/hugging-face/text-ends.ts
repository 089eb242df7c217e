import type { Json } from '../../core/canonical-json.ts';

/**
 * The keys of `config.json` for the token that texts begin after and end with. Where it is not known they are null: what
 * transformers takes in the place of absent ones are ids of other tokenizers.
 */
export function textEnds({ end }: { readonly end?: number }): Readonly<Record<string, Json>> {
  return { bos_token_id: end ?? null, eos_token_id: end ?? null };
}
