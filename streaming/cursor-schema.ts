import { z } from 'zod';
import type { Cursor } from './cursor.ts';

const uint32 = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const place = {
  content: z.enum(['tokens', 'documents', 'images']),
  split: z.enum(['train', 'holdout']),
  seed: uint32,
  curriculum: z
    .strictObject({ signal: z.string(), stages: z.int().min(2).max(100), descending: z.boolean().exactOptional() })
    .exactOptional(),
  epoch: uint32,
  position: z.int().nonnegative(),
};

/** A cursor as it is stored. */
export const cursorSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('millrace-cursor/1'), manifestSha256: sha256, ...place }),
  z.strictObject({
    format: z.literal('millrace-mix-cursor/1'),
    parts: z.array(z.strictObject({ manifestSha256: sha256, samples: uint32 })).readonly(),
    ...place,
  }),
  z.strictObject({ format: z.literal('millrace-arrival-cursor/1'), shardsSha256: sha256, ...place }),
]) satisfies z.ZodType<Cursor>;
