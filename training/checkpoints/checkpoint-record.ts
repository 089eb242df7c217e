import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { indentedJson } from '../../core/indented-json.ts';
import { cursorSchema } from '../../streaming/cursor-schema.ts';

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const file = z.strictObject({ sha256, bytes: count });

const recordSchema = z.strictObject({
  format: z.literal('millrace-checkpoint/1'),
  step: count,
  cursor: cursorSchema,
  seed: z.number(),
  counters: z.record(z.string(), z.number()),
  validationLoss: z.number().nullable(),
  identity: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  files: z.strictObject({ 'weights.safetensors': file, 'optimizer.safetensors': file }),
});

/**
 * `checkpoint.json`: what a checkpoint is, beside its tensors. It is written last; with files of these digests beside
 * it the checkpoint is complete.
 *
 * - `step`: updates that the weights have seen.
 * - `cursor`: the place in the stream after them.
 * - `counters`: running sums of the training loop, by name, such as `tokens`.
 * - `validationLoss`: the loss on held-out data at this step; null where it was not measured here, and while the
 *   run still makes zeros of its weights.
 * - `identity`: settings on which the last bit depends, by name, such as backend, device and threads.
 */
export type CheckpointRecord = z.infer<typeof recordSchema>;
export type CheckpointFile = keyof CheckpointRecord['files'];

/** JSON with sorted keys, indented by 2 for people, a line feed at the end. */
export function recordBytes(record: CheckpointRecord): Uint8Array {
  return Buffer.from(indentedJson(record));
}

/** Throws MillraceError `bad-checkpoint`, naming the first field that is wrong; `at` is the file's key. */
export function parseRecord(bytes: Uint8Array, at: string): CheckpointRecord {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new MillraceError('bad-checkpoint', 'it is no JSON', { at, cause: error });
  }
  const parsed = recordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'the record' : issue.path.join('.');
  throw new MillraceError('bad-checkpoint', `${field}: ${issue?.message ?? 'is wrong'}`, { at });
}
