import { answersField, readSpans } from '../pipelines/chat/answer-spans.ts';
import { openTokenBuffer, type Tokenizer } from '../pipelines/tokenizers/tokenizer.ts';
import { tokenMarks } from './document-form.ts';
import type { MarkedSample } from './marked-groups.ts';

/**
 * The first `length` tokens of a chat, those of its answers marked.
 *
 * A chat is cut at the ends of its answers, and each part is tokenized by itself: as it is when the model serves, where the
 * prompt is tokenized and the answer comes token by token. Tokens are those of the whole text where a special token, or a
 * border of words, stands at the ends, as it does in usual templates.
 */
export function chatSample(tokenizer: Tokenizer, length: number): MarkedSample {
  const buffer = openTokenBuffer();
  const marks = new Uint8Array(length);
  return ({ text, metadata }) => {
    buffer.length = 0;
    marks.fill(0);
    let from = 0;
    const append = (to: number, bits: number): void => {
      const first = Math.min(length, buffer.length);
      if (to > from && first < length) tokenizer.append(text.slice(from, to), buffer);
      marks.fill(bits, first, Math.min(length, buffer.length));
      from = to;
    };
    for (const [start, end] of readSpans(text, metadata[answersField])) {
      append(start, 0);
      append(end, tokenMarks.judged);
    }
    append(text.length, 0);
    const used = Math.min(length, buffer.length);
    return { ids: buffer.ids.subarray(0, used), marks: marks.subarray(0, used) };
  };
}
