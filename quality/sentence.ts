import type { FateRow } from '../core/fate.ts';
import { numberText, shareText } from './number-text.ts';
import { printable, shorten } from './printable.ts';

const idLength = 80;

/**
 * One line for people on what became of a record: `dropped by gopher-quality: gopher_short_doc, 31 found, at least 50 wanted`.
 *
 * @param more `chain` and `sources` as in an Explanation, where they are known.
 */
export function sentence(
  fate: Omit<FateRow, 'evidence' | 'textHash'>,
  more: { readonly chain?: readonly string[]; readonly sources?: readonly string[] } = {},
): string {
  switch (fate.fate) {
    case 'kept': {
      const others = (more.sources?.length ?? 1) - 1;
      if (others < 1) return 'kept';
      return `kept, with ${others === 1 ? 'one duplicate' : `${numberText(others)} duplicates`} merged into it`;
    }
    case 'merged': {
      const keeper = more.chain?.at(-1);
      const further = keeper === undefined || keeper === fate.into ? '' : `, and with it into ${named(keeper)}`;
      return `merged by ${fate.stage} into ${named(fate.into ?? '')}: ${shareText(fate.similarity ?? 1, 1)} similar${further}`;
    }
    case 'dropped':
    case 'quarantined':
      return [`${fate.fate} by ${fate.stage}: ${fate.reason}`, ...evidence(fate)].join(', ');
  }
}

/** What a fate rests on, where its stage and reason are said elsewhere: `31 found, at least 50 wanted`, `into ID, 87.5 % similar`. */
export function evidenceText(fate: Omit<FateRow, 'evidence' | 'textHash'>): string {
  const { into, similarity } = fate;
  if (into === null) return evidence(fate).join(', ');
  return `into ${named(into)}, ${shareText(similarity ?? 1, 1)} similar`;
}

/** The measured value and the limit that it broke, as far as they are known. */
function evidence({ reason, value, limit }: Pick<FateRow, 'reason' | 'value' | 'limit'>): string[] {
  if (value === null) return limit === null ? [] : [`limit ${numberText(limit)}`];
  if (limit === null) return [`${numberText(value)} found`];
  if (reason === 'wrong-field-count') return [`${numberText(value)} found, ${numberText(limit)} wanted`];
  if (value === limit) return [`${numberText(value)} found, which is the limit`];
  return [`${numberText(value)} found, ${value < limit ? 'at least' : 'at most'} ${numberText(limit)} wanted`];
}

function named(id: string): string {
  return shorten(printable(id), idLength);
}
