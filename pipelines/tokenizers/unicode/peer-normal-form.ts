import { classOf } from './character-set.ts';
import { peerSets } from './peer-sets.ts';
import { withSortedMarks } from './sorted-marks.ts';

export type NormalForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';

let inert: ReturnType<typeof openInert> | undefined;

function openInert(): { readonly any: RegExp; readonly cut: RegExp } {
  const late = classOf(peerSets.inert());
  return { any: new RegExp(late, 'u'), cut: new RegExp(`(${late})`, 'u') };
}

/**
 * A normal form as `tokenizers` knows it, by Unicode 9.0: a character that came later stands for itself and combines with
 * nothing. Cost: linear.
 */
export function peerNormalForm(text: string, form: NormalForm): string {
  inert ??= openInert();
  const normal = (part: string): string =>
    withSortedMarks(part, form.startsWith('NFK') ? 'NFKD' : 'NFD').normalize(form);
  if (!inert.any.test(text)) return normal(text);
  return text
    .split(inert.cut)
    .map((part, index) => (index % 2 === 1 ? part : normal(part)))
    .join('');
}

/** Lower case by character, as Rust has it: a sigma at a word's end is no other than elsewhere. */
export function lowerCase(text: string): string {
  return text.replaceAll('Σ', 'σ').toLowerCase();
}
