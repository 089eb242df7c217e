import { MillraceError } from '../../core/errors.ts';

/** Codes of what holds for one object, where a local file would be missing, changed or not readable. */
const ofOneObject = new Set(['s3-not-found', 's3-changed', 's3-denied', 's3-archived']);

/** True for an error of `s3Error` that says nothing of the store and the other objects in it. */
export function isOfOneObject(error: unknown): boolean {
  return error instanceof MillraceError && ofOneObject.has(error.code);
}
