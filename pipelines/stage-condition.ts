import type { Document } from '../core/document.ts';

/** By metadata column, the values with which a stage runs, or those with which it does not. */
export type StageCondition = Readonly<Record<string, readonly string[] | { readonly not: readonly string[] }>>;

/** True where a document has, in each column, one of the values, or none of those that are refused; a missing column has no value. */
export function isMet(condition: StageCondition, { metadata }: Pick<Document, 'metadata'>): boolean {
  return Object.entries(condition).every(([column, wanted]) => {
    const value = Object.hasOwn(metadata, column) ? metadata[column] : undefined;
    if ('not' in wanted) return value === undefined || !wanted.not.includes(value);
    return value !== undefined && wanted.includes(value);
  });
}
