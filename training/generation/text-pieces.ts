/** Text of tokens that come one by one. */
export interface TextPieces {
  /** The text that is settled by one token more; empty while a character's bytes are not all there. */
  readonly add: (id: number) => string;
  /** What was held back; bytes that are no UTF-8 are U+FFFD. */
  readonly end: () => string;
}

/**
 * Cuts the text of tokens into pieces of whole characters; together they are the text that `decode` gives of all tokens.
 * Each piece costs the decoding of the tokens from the last one on that is a text by itself.
 */
export function newTextPieces(decode: (ids: readonly number[]) => string): TextPieces {
  let window: number[] = [];
  let given = 0;
  const pieceTo = (text: string, end: number): string => {
    const piece = text.slice(given, end);
    given = Math.max(given, end);
    return piece;
  };
  return {
    add: (id) => {
      window.push(id);
      const text = decode(window);
      const piece = pieceTo(text, settledLength(text));
      const alone = decode([id]);
      if (!alone.includes(replacement) && settledLength(text) === text.length) {
        // The token before decides of some tokenizers whether the next one begins with a space.
        window = [id];
        given = alone.length;
      }
      return piece;
    },
    end: () => {
      const text = decode(window);
      return pieceTo(text, text.length);
    },
  };
}

const replacement = '\ufffd';

/** Of replacement characters at the end, more bytes may make others: of the last by UTF-8, of all where bytes are tokens. */
function settledLength(text: string): number {
  let length = text.length;
  while (length > 0 && text[length - 1] === replacement) length--;
  return length;
}
