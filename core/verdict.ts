/** The verdict that ends a document's way, with its evidence: what was measured, and the limit that it broke. */
export interface Drop {
  readonly keep: false;
  readonly reason: string;
  readonly value: number | null;
  readonly limit: number | null;
}

/** A filter's decision. */
export type Verdict = { readonly keep: true } | Drop;

/** The verdict of a document that passes. */
export const keep: Verdict = { keep: true };

/** The verdict of a document that fails: `reason` in kebab-case, or the published rule's own word. */
export function drop(reason: string, value: number | null = null, limit: number | null = null): Drop {
  return { keep: false, reason, value, limit };
}
