/**
 * A page as flat arrays: its elements in the order of their start tags, and its pieces in the order of the source.
 * An element's parent has a smaller number, so a loop from the last element to the first sees children before parents.
 */
export interface Outline {
  readonly html: string;
  readonly elements: number;
  readonly parent: Int32Array;
  readonly tag: Uint8Array;
  /** The block that an element's own text counts for: itself, or the nearest one around it. */
  readonly block: Int32Array;
  /** Bits of {@link hint}. */
  readonly hints: Int32Array;
  /** Weighted length of the text that stands in the element, inline elements included, other blocks not; of it, in links. */
  readonly ownText: Int32Array;
  readonly ownLinked: Int32Array;
  /** Marks between and after sentences in that text. */
  readonly ownMarks: Int32Array;
  /** Attributes that a sink wants, by element. */
  readonly attributes: ReadonlyMap<number, ReadonlyMap<string, string>>;
  readonly pieces: number;
  /** The piece that opens each element. */
  readonly firstPiece: Int32Array;
  readonly pieceKind: Uint8Array;
  /** The element that a piece is in, or that it opens or closes. */
  readonly pieceOwner: Int32Array;
  /** Of text: where it lies in the source. Of a character that was written as an entity: its code point in `pieceFrom`. */
  readonly pieceFrom: Int32Array;
  readonly pieceTo: Int32Array;
  readonly head: PageHead;
}

/** Kinds of pieces. */
export const piece = { open: 0, close: 1, text: 2, entity: 3 } as const;

/** What a page says of itself. */
export interface PageHead {
  /** `og:title`, else `title`; '' for none. White space is folded. */
  readonly title: string;
  /** As `html lang` has it, else the first `content-language`; '' for none. */
  readonly language: string;
  /** Whether it declares itself an article: by `og:type`, a time of publication, or linked data. */
  readonly declaresArticle: boolean;
}
