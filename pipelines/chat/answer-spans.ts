import { crc32 } from 'node:zlib';
import { MillraceError } from '../../core/errors.ts';

/** Code units [start, end) of a text. */
export type Span = readonly [start: number, end: number];

/** The field of a document's metadata that holds {@link writeSpans}. */
export const answersField = 'answers';

/**
 * The spans of the answers in a text, ascending and apart, as metadata holds them: `12-40,56-70;1a2b3c4d`. What follows
 * the semicolon is the CRC-32 of the text, by which a text that was rewritten since is known.
 */
export function writeSpans(text: string, spans: readonly Span[]): string {
  return `${spans.map(([start, end]) => `${start}-${end}`).join()};${checksum(text)}`;
}

/**
 * The spans that {@link writeSpans} wrote of this very text; none where a document has none. Throws MillraceError
 * `answers-moved` where they are of another text, `bad-file` where they are no spans.
 */
export function readSpans(text: string, written: string | undefined): readonly Span[] {
  if (written === undefined) return [];
  const [, list, digest] = /^((?:\d+-\d+(?:,(?=\d))?)*);([0-9a-f]{8})$/.exec(written) ?? [];
  if (list === undefined) throw new MillraceError('bad-file', `metadata.${answersField} holds no spans of answers`);
  if (digest !== checksum(text)) {
    throw new MillraceError('answers-moved', 'a text was rewritten after its answers had been found', {
      hint: 'put the stages that rewrite texts before the one that finds answers',
    });
  }
  if (list === '') return [];
  return list.split(',').map((span): Span => {
    const [start = 0, end = 0] = span.split('-').map(Number);
    return [start, end];
  });
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
