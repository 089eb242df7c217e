import { MillraceError } from '../core/errors.ts';

/** The usage error `no-text`: there was nothing to learn from. */
export function noText(): MillraceError {
  return new MillraceError('no-text', 'expected texts to learn from, found none', {
    kind: 'usage',
    hint: 'name files that hold text; of .jsonl files the field text is read',
  });
}
