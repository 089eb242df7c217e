import { MillraceError } from '../core/errors.ts';

/** A stream that cannot be as it was asked for. */
export function badStream(message: string): MillraceError {
  return new MillraceError('bad-stream', message, { kind: 'usage' });
}
