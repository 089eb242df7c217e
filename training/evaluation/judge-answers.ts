import { answersField, readSpans } from '../../pipelines/chat/answer-spans.ts';
import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import type { NotedText } from '../../shards/noted-texts.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import { tokenMarks } from '../../streaming/document-form.ts';
import { askedTexts, type QuestionShape, type QuestionWindow } from '../../streaming/question-sample.ts';
import type { TrainingEngine } from '../engine.ts';
import type { TokenModel } from '../model.ts';
import type { TokenObjective } from '../objective.ts';
import { nowhere } from '../objectives/answer.ts';
import { answerScores } from './answer-scores.ts';
import type { Scores } from './scores.ts';

export interface AnswerJudge {
  readonly engine: TrainingEngine;
  readonly objective: TokenObjective;
  readonly architecture: TokenModel['architecture'];
  readonly tokenizer: Tokenizer;
  readonly shape: QuestionShape;
  readonly mostAnswerTokens: number;
  /** Whether a question may be given no answer. */
  readonly unanswerable: boolean;
  /** A place of the stream, for the batches. */
  readonly cursor: Cursor;
}

/** What a model finds for a question: the likeliest span of all windows of its text, and how likely none is. */
interface Found {
  readonly document: NotedText;
  score: number;
  answer: string;
  nowhere: number;
}

/**
 * The mean agreement of a model's answers with those of people, over questions: `exactMatch` and `f1`. All windows of a text
 * are read. A span's score is the sum of the logits of its ends; the score of none is the lowest of any window.
 * Cost: for each window its pass, and tokens × `mostAnswerTokens` sums.
 */
export async function judgeAnswers(
  documents: AsyncIterable<readonly NotedText[]>,
  judge: AnswerJudge,
): Promise<Scores & { readonly exactMatch: number; readonly f1: number }> {
  const asked = askedTexts(judge.tokenizer, judge.shape);
  const sum = { exactMatch: 0, f1: 0 };
  let questions = 0;
  let waiting: { readonly found: Found; readonly window: QuestionWindow }[] = [];
  const open = new Set<Found>();
  const settle = (): void => {
    readWindows(waiting, judge);
    const last = waiting.at(-1)?.found;
    waiting = [];
    // The last question may have more windows to come.
    for (const found of [...open]) if (found !== last) close(found);
  };
  const close = (found: Found): void => {
    open.delete(found);
    const { text, metadata } = found.document;
    const expected = readSpans(text, metadata[answersField]).map(([start, end]) => text.slice(start, end));
    const given = judge.unanswerable && found.nowhere > found.score ? '' : found.answer;
    const { exactMatch, f1 } = answerScores(given, expected);
    sum.exactMatch += exactMatch;
    sum.f1 += f1;
    questions++;
  };
  for await (const group of documents) {
    for (const document of group) {
      const { windows, window } = asked(document);
      const found = { document, score: Number.NEGATIVE_INFINITY, answer: '', nowhere: Number.POSITIVE_INFINITY };
      open.add(found);
      for (let index = 0; index < windows; index++) {
        waiting.push({ found, window: window(index) });
        if (waiting.length === judge.objective.samples) settle();
      }
    }
    // Messages to this process, such as a request to stop, are taken between groups.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (waiting.length > 0) readWindows(waiting, judge);
  for (const found of [...open]) close(found);
  return { exactMatch: sum.exactMatch / questions, f1: sum.f1 / questions };
}

function readWindows(
  windows: readonly { readonly found: Found; readonly window: QuestionWindow }[],
  { engine, objective, architecture, shape: { length }, mostAnswerTokens, cursor }: AnswerJudge,
): void {
  const samples = windows.length;
  const tokens = new Int32Array(samples * length);
  const marks = new Uint8Array(samples * length);
  for (const [sample, { window }] of windows.entries()) {
    tokens.set(window.ids, sample * length);
    marks.set(window.marks, sample * length);
  }
  const used = Int32Array.from(windows, ({ window }) => window.ids.length);
  const none = { labels: new Int32Array(samples), shards: new Uint32Array(samples), rows: new Uint32Array(samples) };
  const outputs = engine.evaluate(objective.collate({ samples, length, tokens, marks, used, ...none, cursor }));
  const logits = (name: string, sample: number): Float32Array =>
    (outputs[name] ?? new Float32Array(0)).subarray(sample * length, (sample + 1) * length);
  for (const [sample, { found, window }] of windows.entries()) {
    const [starts, ends] = [logits('startLogits', sample), logits('endLogits', sample)];
    const at = nowhere(architecture, window.ids.length);
    found.nowhere = Math.min(found.nowhere, (starts[at] as number) + (ends[at] as number));
    const best = bestSpan(starts, ends, window, mostAnswerTokens);
    if (best === undefined || best.score <= found.score) continue;
    found.score = best.score;
    found.answer = found.document.text.slice(window.from[best.start], window.to[best.end]);
  }
}

function bestSpan(starts: Float32Array, ends: Float32Array, { from, marks }: QuestionWindow, most: number) {
  let best: { score: number; start: number; end: number } | undefined;
  for (let start = 0; start < from.length; start++) {
    if ((from[start] as number) < 0 || ((marks[start] as number) & tokenMarks.context) === 0) continue;
    for (let end = start; end < Math.min(from.length, start + most) && (from[end] as number) >= 0; end++) {
      const score = (starts[start] as number) + (ends[end] as number);
      if (best === undefined || score > best.score) best = { score, start, end };
    }
  }
  return best;
}
