import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { cursorSchema } from '../../streaming/cursor-schema.ts';

const count = z.int().nonnegative();
/** Python writes what JSON lacks, NaN and the infinities, as null. */
const anyNumber = z.union([z.number(), z.null().transform(() => Number.NaN)]);

const messageSchema = z.discriminatedUnion('millrace', [
  z.strictObject({
    millrace: z.literal('started'),
    library: z.string(),
    version: z.string(),
    device: z.enum(['cpu', 'gpu']),
    deviceName: z.string(),
    processIds: z.array(z.int().positive()),
  }),
  z.strictObject({
    millrace: z.literal('step'),
    step: count,
    epoch: count,
    loss: anyNumber,
    gradientNorm: anyNumber,
    learningRate: z.number(),
    tokens: count,
    validation: anyNumber.optional(),
  }),
  z.strictObject({ millrace: z.literal('checkpoint'), step: count, cursor: cursorSchema, folder: z.string() }),
  z.strictObject({
    millrace: z.literal('failed'),
    error: z.object({
      code: z.string(),
      message: z.string(),
      kind: z.enum(['failed', 'usage']).default('failed'),
      at: z.string().optional(),
      hint: z.string().optional(),
    }),
  }),
]);

/**
 * What the processes of a run tell, one line each.
 *
 * - `started`: what computes, and the processes of all ranks.
 * - `step`: an update; `tokens` are its own, `loss` is before it, `validation` the loss on the holdout split after it.
 * - `checkpoint`: weights and moments after a step lie in a folder of this machine.
 * - `failed`: an error that another try would meet again.
 */
export type Message = z.infer<typeof messageSchema>;

/**
 * The message in a line; undefined for the lines of libraries, which share the standard output. Throws MillraceError
 * `bad-message` for a line that looks like one of ours and is none.
 */
export function parseMessage(line: string): Message | undefined {
  if (!line.startsWith('{"millrace":')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new MillraceError('bad-message', 'the training processes told what is no JSON', { cause: error });
  }
  const parsed = messageSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'the message';
  throw new MillraceError('bad-message', `the training processes told ${field}: ${issue?.message ?? 'it is wrong'}`);
}
