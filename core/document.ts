/** How `text` is to be read: plain text, or HTML source that `extract-html` turns into text. */
export type TextFormat = 'text' | 'html';

/**
 * One text record on its way through the stages.
 *
 * `id` is the source's own id, or a hash of source key and position; never a counter.
 * `source` names the place a person can open: `folder/file`, or `folder/file:line` in a file of many records.
 * `metadata` holds the columns that the recipe names, as strings.
 */
export interface Document {
  readonly id: string;
  readonly text: string;
  readonly format: TextFormat;
  readonly source: string;
  readonly label: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}
