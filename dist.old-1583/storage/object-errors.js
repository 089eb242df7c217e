import { MillraceError } from '../core/errors.js';
/** Codes of what holds for one object, where a local file would be missing, changed or not readable. */
const ofOneObject = new Set([
    ...['s3-not-found', 's3-changed', 's3-denied', 's3-archived'],
    ...['http-not-found', 'http-changed', 'http-denied', 'http-too-large'],
]);
/** True for an error of a remote file that says nothing of the others in its store, or of other addresses. */
export function isOfOneObject(error) {
    return error instanceof MillraceError && ofOneObject.has(error.code);
}
//# sourceMappingURL=object-errors.js.map