import { MillraceError } from '../../core/errors.ts';

/** A run that a format has no place for. */
export function notExportable(format: string, message: string, hint: string): MillraceError {
  return new MillraceError('not-exportable', `${format}: ${message}`, { kind: 'usage', hint });
}
