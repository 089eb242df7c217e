/** A text with its place among the classes; −1 is of no class. */
export interface LabelledText {
  readonly text: string;
  readonly label: number;
}
