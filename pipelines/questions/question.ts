import { z } from 'zod';
import { drop } from '../../core/verdict.ts';
import { answersField, type Span, writeSpans } from '../chat/answer-spans.ts';
import { defineTransform } from '../stage.ts';

const parameters = z.strictObject({
  question: z
    .string()
    .min(1)
    .default('question')
    .describe('Metadata that holds the question; the text is what it is about.'),
  answers: z
    .string()
    .min(1)
    .default('answers')
    .describe(
      'Metadata that holds the answers in JSON, as SQuAD has them: `{ text: […], answer_start: […] }`, or a list of `{ text, answer_start }`. Places count characters, that is Unicode code points, from 0.',
    ),
  unanswerable: z
    .enum(['keep', 'drop'])
    .default('keep')
    .describe('What becomes of a question without answers; a model may learn to give none.'),
});
type Parameters = z.infer<typeof parameters>;

/** The field of a document's metadata that holds the question. */
export const questionField = 'question';

const start = z.int().nonnegative();
const asColumns = z.looseObject({ text: z.array(z.string()), answer_start: z.array(start) });
const asList = z.array(z.looseObject({ text: z.string(), answer_start: start }));

/** Most answers of one question: SQuAD's have up to six. */
const mostAnswers = 1000;

/**
 * Checks questions about texts, and notes where the answers stand: what the objective `answer` learns. Stages that rewrite
 * texts come before it. Cost: linear in the text.
 */
export const question = defineTransform<Parameters>({
  name: 'question',
  summary: 'Checks questions with answers that stand in a text, in the layout of SQuAD, and notes their places.',
  citation: 'Rajpurkar et al. 2016 and 2018, SQuAD, arXiv:1606.05250 and arXiv:1806.03822',
  version: 1,
  parameters,
  examples: [
    {
      text: 'The mill at Elm stands on the Yare.',
      metadata: { question: 'Where is the mill?', answers: '{"text":["Elm"],"answer_start":[12]}' },
    },
    {
      text: 'The mill at Elm stands on the Yare.',
      metadata: { question: 'Where is the mill?', answers: '{"text":["Elm"],"answer_start":[11]}' },
    },
  ],
  rewrites: () => false,
  transform: (document, parameters) => {
    const { text, metadata } = document;
    const asked = metadata[parameters.question];
    if (asked === undefined || asked.trim() === '') return drop('no-question');
    const answers = answersOf(metadata[parameters.answers]);
    if (answers === undefined) return drop('bad-answers');
    if (answers.length > mostAnswers) return drop('too-many-answers', answers.length, mostAnswers);
    if (answers.length === 0 && parameters.unanswerable === 'drop') return drop('no-answers');
    const unitAt = unitsOfPoints(
      text,
      answers.map(([, at]) => at),
    );
    const spans: Span[] = [];
    for (const [place, [answer, at]] of answers.entries()) {
      const from = unitAt(at);
      if (from === undefined || answer.trim() === '' || !text.startsWith(answer, from))
        return drop('answer-not-there', place + 1);
      const start = from + answer.length - answer.trimStart().length;
      spans.push([start, start + answer.trim().length]);
    }
    const { [parameters.question]: _question, [parameters.answers]: _answers, ...others } = metadata;
    const noted = { [questionField]: asked, [answersField]: writeSpans(text, spans) };
    return { ...document, metadata: { ...others, ...noted } };
  },
});

type Answer = readonly [text: string, codePoint: number];

function answersOf(written: string | undefined): readonly Answer[] | undefined {
  let value: unknown;
  try {
    value = written === undefined ? undefined : JSON.parse(written);
  } catch {
    return undefined;
  }
  const columns = asColumns.safeParse(value).data;
  if (columns !== undefined) {
    const { text, answer_start: starts } = columns;
    return text.length === starts.length
      ? text.map((each, place): Answer => [each, starts[place] as number])
      : undefined;
  }
  return asList.safeParse(value).data?.map(({ text, answer_start }): Answer => [text, answer_start]);
}

/** The code units at which some code points of a text begin. */
function unitsOfPoints(text: string, points: readonly number[]): (point: number) => number | undefined {
  const wanted = new Set(points);
  const units = new Map<number, number>();
  let point = 0;
  for (let unit = 0; unit < text.length; unit++, point++) {
    if (wanted.has(point)) units.set(point, unit);
    if ((text.codePointAt(unit) as number) > 0xffff) unit++;
  }
  return (each) => units.get(each);
}
