import { canonicalJson } from '../core/canonical-json.ts';
import { MillraceError } from '../core/errors.ts';
import type { Cursor } from './cursor.ts';
import type { CursorSource } from './stream-parts.ts';

/**
 * The place where a stream of `samples` samples begins: `from`, or the beginning of the epoch. A cursor at the end of an
 * epoch is also the beginning of the next.
 *
 * @throws MillraceError `cursor-mismatch` (usage) where `from` is of another stream or epoch than asked for
 */
export function startOfStream(
  view: CursorSource & Pick<Cursor, 'content' | 'split' | 'seed' | 'curriculum'>,
  samples: number,
  epoch: number | undefined,
  from: Cursor | undefined,
): Cursor {
  const start: Cursor = { ...view, epoch: epoch ?? from?.epoch ?? 0, position: 0 };
  if (from === undefined) return start;
  checkSource(start, from);
  const wrong = (['content', 'split', 'seed'] as const).find((key) => from[key] !== start[key]);
  if (wrong !== undefined) throw mismatch(wrong, start[wrong], from[wrong]);
  const [asked, found] = [start.curriculum, from.curriculum].map((each) => canonicalJson(each ?? null));
  if (asked !== found) throw mismatch('curriculum', asked ?? '', found ?? '');
  if (from.position > samples) throw mismatch('position', `at most ${samples}`, from.position);
  if (from.epoch === start.epoch) return from;
  if (from.epoch + 1 === start.epoch && from.position === samples) return start;
  throw mismatch('epoch', start.epoch, from.epoch);
}

function checkSource(start: Cursor, from: Cursor): void {
  if (start.format === 'millrace-cursor/1' && from.format === 'millrace-cursor/1') {
    if (start.manifestSha256 === from.manifestSha256) return;
    throw mismatch('manifestSha256', start.manifestSha256, from.manifestSha256);
  }
  if (start.format === 'millrace-mix-cursor/1' && from.format === 'millrace-mix-cursor/1') {
    if (canonicalJson(start.parts) === canonicalJson(from.parts)) return;
    throw mismatch('parts', partsText(start.parts), partsText(from.parts));
  }
  if (start.format === 'millrace-arrival-cursor/1' && from.format === 'millrace-arrival-cursor/1') {
    if (start.shardsSha256 === from.shardsSha256) return;
    throw mismatch('shardsSha256', start.shardsSha256, from.shardsSha256);
  }
  throw mismatch('format', start.format, from.format);
}

function partsText(parts: readonly { readonly manifestSha256: string; readonly samples: number }[]): string {
  return parts.map(({ manifestSha256, samples }) => `${samples} of ${manifestSha256.slice(0, 12)}…`).join(', ');
}

function mismatch(field: string, expected: string | number, found: string | number): MillraceError {
  return new MillraceError(
    'cursor-mismatch',
    `the cursor is of another stream: expected ${field} ${expected}, found ${found}`,
    {
      kind: 'usage',
      hint: 'go on with the version or mix, order, content, split, seed and epoch of the cursor, or begin without one',
    },
  );
}
