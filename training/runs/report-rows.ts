import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';

const count = z.int().nonnegative();
/** JSON has no NaN and no infinities: they are written as null, and null is read as NaN. */
const anyNumber = z.union([z.number(), z.null().transform(() => Number.NaN)]);
/** Names of scores, as the objectives give them: no name that an object takes for its prototype. */
const scoreName = z.string().regex(/^[a-z][A-Za-z0-9.-]*$/);

const reportShape = {
  step: count,
  epoch: count,
  loss: anyNumber,
  gradientNorm: anyNumber,
  learningRate: anyNumber,
  tokens: count,
  padding: z.number().min(0).max(1).exactOptional(),
  validation: z.record(scoreName, anyNumber).exactOptional(),
};
const timingShape = { step: count, timeMs: z.number(), seconds: z.number(), tokensPerSecond: anyNumber };
const reportSchema = z.strictObject(reportShape);
const timingSchema = z.strictObject(timingShape);

/**
 * A line of `metrics.jsonl`: what a run reports of itself at a step. The same over threads, restarts and resumes.
 *
 * - `loss`: mean loss before the update, in nats; `gradientNorm`: global norm before clipping.
 * - `tokens`: tokens trained on so far, padding excluded; for a run on images, the images.
 * - `padding`: share of the tokens that the step read which are none of a text; of runs on text in one process.
 * - `validation`: scores on held-out data, where they were taken at this step; `loss` is the one that is drawn.
 */
export type ReportRow = z.infer<typeof reportSchema>;

/**
 * A line of `timing.jsonl`: the clock's side of a report, apart from what must repeat exactly.
 *
 * - `timeMs`: since 1970; `seconds`: since training began in this process.
 * - `tokensPerSecond`: the speed since the report before.
 */
export type TimingRow = z.infer<typeof timingSchema>;

/** Rows as JSON lines, and back. Equal rows give equal bytes. */
export interface RowFormat<Row> {
  readonly encode: (rows: readonly Row[]) => Uint8Array;
  /** Throws MillraceError `bad-metrics` that names the line; `at` is the file's key. */
  readonly decode: (bytes: Uint8Array, at: string) => Row[];
}

export const reportRows: RowFormat<ReportRow> = rowFormat(
  reportSchema,
  Object.keys(reportShape) as (keyof ReportRow)[],
);
export const timingRows: RowFormat<TimingRow> = rowFormat(
  timingSchema,
  Object.keys(timingShape) as (keyof TimingRow)[],
);

function rowFormat<Row extends object>(schema: z.ZodType<Row>, members: readonly (keyof Row)[]): RowFormat<Row> {
  const line = (row: Row) => `${JSON.stringify(Object.fromEntries(members.map((name) => [name, row[name]])))}\n`;
  return {
    encode: (rows) => Buffer.from(rows.map(line).join('')),
    decode: (bytes, at) => {
      const lines = Buffer.from(bytes).toString('utf8').split('\n');
      return lines.flatMap((text, index) => (text === '' ? [] : [parseLine(schema, text, `${at}:${index + 1}`)]));
    },
  };
}

function parseLine<Row>(schema: z.ZodType<Row>, line: string, at: string): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new MillraceError('bad-metrics', 'the line is no JSON', { at, cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new MillraceError('bad-metrics', `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'is wrong'}`, {
    at,
  });
}
