import { MillraceError } from '../core/errors.ts';

/** What was asked of a store; undefined where it is there no more. */
export function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof MillraceError && error.code === 'not-found') return undefined;
    throw error;
  });
}
