import { END_BYTE } from './character-class.ts';

const utf8 = new TextEncoder();

/** UTF-8 bytes [0, length) of the text written last, followed by {@link END_BYTE} and at least 16 readable bytes. */
export interface Utf8Text {
  bytes: Uint8Array;
  view: DataView;
  length: number;
}

export function openUtf8Text(): Utf8Text {
  return room(2 ** 16);
}

/** Writes a text over the one before. A lone surrogate becomes U+FFFD. Keeps three bytes for each code unit of the longest. */
export function writeUtf8(target: Utf8Text, text: string): void {
  if (text.length * 3 + PADDING_BYTES > target.bytes.length) Object.assign(target, room(text.length * 3));
  target.length = utf8.encodeInto(text, target.bytes).written;
  target.bytes[target.length] = END_BYTE;
}

const PADDING_BYTES = 32;

function room(capacity: number): Utf8Text {
  const bytes = new Uint8Array(capacity + PADDING_BYTES);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}
