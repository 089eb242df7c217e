import { MillraceError } from '../core/errors.ts';
import type { Cursor } from './cursor.ts';

/**
 * The place where a stream of `samples` samples begins: `from`, or the beginning of the epoch. A cursor at the end of an
 * epoch is also the beginning of the next.
 *
 * @throws MillraceError `cursor-mismatch` (usage) where `from` is of another stream or epoch than asked for
 */
export function startOfStream(
  view: Omit<Cursor, 'format' | 'epoch' | 'position'>,
  samples: number,
  epoch: number | undefined,
  from: Cursor | undefined,
): Cursor {
  const start: Cursor = { format: 'millrace-cursor/1', ...view, epoch: epoch ?? from?.epoch ?? 0, position: 0 };
  if (from === undefined) return start;
  const wrong = (['manifestSha256', 'content', 'split', 'seed'] as const).find((key) => from[key] !== start[key]);
  if (wrong !== undefined) throw mismatch(wrong, start[wrong], from[wrong]);
  if (from.position > samples) throw mismatch('position', `at most ${samples}`, from.position);
  if (from.epoch === start.epoch) return from;
  if (from.epoch + 1 === start.epoch && from.position === samples) return start;
  throw mismatch('epoch', start.epoch, from.epoch);
}

function mismatch(field: string, expected: string | number, found: string | number): MillraceError {
  return new MillraceError(
    'cursor-mismatch',
    `the cursor is of another stream: expected ${field} ${expected}, found ${found}`,
    {
      kind: 'usage',
      hint: 'go on with the version, content, split, seed and epoch of the cursor, or begin without one',
    },
  );
}
