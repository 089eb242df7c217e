/** A line of input without its end; null where it was longer than the limit and its bytes were passed over. */
export type InputLine = Uint8Array | null;

const lineFeed = 0x0a;

/**
 * The lines of a stream, in the groups in which they arrive, so that an answer never waits for a later line.
 * A last line may lack its line feed. Holds at most `limitBytes` of an unfinished line.
 */
export async function* inputLines(
  pieces: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<readonly InputLine[]> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array): void => {
    length += part.length;
    if (length <= limitBytes) parts.push(part);
    else parts = [];
  };
  const take = (): InputLine => {
    const line = length > limitBytes ? null : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const piece of pieces) {
    const lines: InputLine[] = [];
    let from = 0;
    for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, from)) {
      add(piece.subarray(from, at));
      lines.push(take());
      from = at + 1;
    }
    add(piece.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [take()];
}
