import type { Json } from './canonical-json.ts';

/**
 * The verdict that ends a document's way, with its evidence: what was measured, and the limit that it broke. `evidence`:
 * what else tells of it, such as the word or the test item that was found; short, and no more of the text than that.
 */
export interface Drop {
  readonly keep: false;
  readonly reason: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly evidence?: Json;
}

/** A filter's decision. */
export type Verdict = { readonly keep: true } | Drop;

/** The verdict of a document that passes. */
export const keep: Verdict = { keep: true };

/** The verdict of a document that fails: `reason` in kebab-case, or the published rule's own word. */
export function drop(reason: string, value: number | null = null, limit: number | null = null, evidence?: Json): Drop {
  return { keep: false, reason, value, limit, ...(evidence === undefined ? {} : { evidence }) };
}
