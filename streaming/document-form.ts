/**
 * How documents become samples that say of each token what it is for; all documents are samples then, whatever their label.
 *
 * - `chat`: a chat as the stage `chat` wrote it, with the tokens that the assistant says marked as judged.
 * - `question`: a question about a text as the stage `question` wrote it: the question, then the text, or a window of it
 *   where it is too long, drawn anew in each epoch. Neighbouring windows share `overlap` tokens; null: half of them.
 */
export type DocumentForm = { readonly kind: 'chat' } | { readonly kind: 'question'; readonly overlap: number | null };

/** Bits of a token in `Batch.marks`. */
export const tokenMarks = {
  /** The assistant says it. */
  judged: 1,
  /** It is of the text that is asked about, the token after it included; else of the question. */
  context: 2,
  /** The answer begins with it; ends with it. */
  start: 4,
  end: 8,
} as const;
