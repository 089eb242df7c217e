/** A filter's decision with its evidence: what was measured, and the limit that it broke. */
export type Verdict =
  | { readonly keep: true }
  | { readonly keep: false; readonly reason: string; readonly value: number | null; readonly limit: number | null };

/** The verdict of a document that passes. */
export const keep: Verdict = { keep: true };

/** The verdict of a document that fails: `reason` in kebab-case, or the published rule's own word. */
export function drop(reason: string, value: number | null = null, limit: number | null = null): Verdict {
  return { keep: false, reason, value, limit };
}
