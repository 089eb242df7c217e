import { randomUint32, unitInterval } from '../core/seeded-random.ts';
import { answersField, readSpans, type Span } from '../pipelines/chat/answer-spans.ts';
import { questionField } from '../pipelines/questions/question.ts';
import { theText } from '../pipelines/tokenizers/template.ts';
import { openTokenBuffer, type Tokenizer } from '../pipelines/tokenizers/tokenizer.ts';
import type { NotedText } from '../shards/noted-texts.ts';
import { tokenMarks } from './document-form.ts';
import type { MarkedSample, MarkedTokens } from './marked-groups.ts';

/** A window of a text, and where in the text the tokens of its sample stand. */
export interface QuestionWindow extends MarkedTokens {
  /** For each token the code units [from, to) of the text that it stands for; −1 for those of the question. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** A question about a text, in windows of the text that overlap. */
export interface AskedText {
  readonly windows: number;
  readonly window: (index: number) => QuestionWindow;
}

export interface QuestionShape {
  readonly length: number;
  /** Tokens that neighbouring windows share; null for half of them. */
  readonly overlap: number | null;
}

/**
 * Lays questions and texts out as BERT does: what begins a text, the question, what ends one, the text, what ends one. A
 * question has at most half of the sample. The text is tokenized by words: an answer begins and ends with one.
 * Source: Devlin et al. 2019, section 4.2; windows as in the authors' `doc_stride`.
 */
export function askedTexts(
  tokenizer: Tokenizer,
  { length, overlap }: QuestionShape,
): (document: NotedText) => AskedText {
  const { before, after } = aroundText(tokenizer);
  const buffer = openTokenBuffer();
  return ({ text, metadata }) => {
    buffer.length = 0;
    tokenizer.append(metadata[questionField] ?? '', buffer);
    const most = Math.max(0, Math.floor(length / 2) - before.length - after.length);
    const asked = [...before, ...buffer.ids.subarray(0, Math.min(most, buffer.length)), ...after].slice(0, length);
    const words = textTokens(tokenizer, text);
    const [answer] = readSpans(text, metadata[answersField]);
    const room = Math.max(1, length - asked.length - after.length);
    const step = Math.max(1, room - (overlap === null ? Math.floor(room / 2) : Math.min(overlap, room - 1)));
    const { ids } = words;
    return {
      windows: Math.max(1, Math.ceil((ids.length - room) / step) + 1),
      window: (index) => {
        const first = index * step;
        const part = ids.subarray(first, first + room);
        const sample = Uint32Array.from([...asked, ...part, ...after].slice(0, length));
        const from = new Int32Array(sample.length).fill(-1);
        const to = new Int32Array(sample.length).fill(-1);
        const marks = new Uint8Array(sample.length).fill(tokenMarks.context, asked.length);
        for (let place = 0; place < part.length && asked.length + place < sample.length; place++) {
          from[asked.length + place] = words.from[first + place] as number;
          to[asked.length + place] = words.to[first + place] as number;
        }
        if (answer !== undefined) markAnswer(marks, from, to, answer);
        return { ids: sample, marks, from, to };
      },
    };
  };
}

/** One window of each question, drawn by (seed, id, epoch). */
export function questionSample(tokenizer: Tokenizer, shape: QuestionShape, seed: number): MarkedSample {
  const asked = askedTexts(tokenizer, shape);
  return (document, epoch) => {
    const { windows, window } = asked(document);
    return window(Math.floor(unitInterval(document.id, randomUint32(seed, epoch)) * windows));
  };
}

/** The tokens that stand before and after a text: those of the tokenizer's template, else the one between documents. */
function aroundText({ template, endOfText }: Tokenizer): { before: readonly number[]; after: readonly number[] } {
  const at = template.indexOf(theText);
  const before = template.slice(0, at).filter((piece) => piece !== theText);
  const after = template.slice(at + 1).filter((piece) => piece !== theText);
  if (before.length + after.length > 0) return { before, after };
  return { before: [], after: endOfText === undefined ? [] : [endOfText] };
}

/** Words, numbers, Chinese characters and what else stands between white space, each with the white space before it. */
const pieces = /(\s*)((?:(?!\p{Script=Han})[\p{L}\p{M}])+|\p{Script=Han}|\p{N}+|[^\s\p{L}\p{M}\p{N}]+)/gu;

function textTokens(tokenizer: Tokenizer, text: string) {
  const buffer = openTokenBuffer();
  const from: number[] = [];
  const to: number[] = [];
  for (const { 0: piece, 1: space = '', index } of text.matchAll(pieces)) {
    const before = buffer.length;
    tokenizer.append(piece, buffer);
    for (let token = before; token < buffer.length; token++) {
      from.push(index + space.length);
      to.push(index + piece.length);
    }
  }
  return { ids: buffer.ids.subarray(0, buffer.length), from, to };
}

/** Marks the tokens that an answer begins and ends with, where all of it is in the window. */
function markAnswer(marks: Uint8Array, from: Int32Array, to: Int32Array, [start, end]: Span): void {
  const first = to.findIndex((each, place) => (from[place] as number) >= 0 && each > start);
  const last = from.findLastIndex((each) => each >= 0 && each < end);
  if (first < 0 || last < first || (from[first] as number) > start || (to[last] as number) < end) return;
  marks[first] = (marks[first] as number) | tokenMarks.start;
  marks[last] = (marks[last] as number) | tokenMarks.end;
}
