import { z } from 'zod';
import { canonicalJson } from '../../core/canonical-json.js';
import { MillraceError } from '../../core/errors.js';
const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const cursorSchema = z.strictObject({
    format: z.literal('millrace-cursor/1'),
    manifestSha256: sha256,
    content: z.enum(['tokens', 'documents', 'images']),
    split: z.enum(['train', 'holdout']),
    seed: z.number(),
    epoch: count,
    position: count,
});
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
/** JSON with sorted keys, indented by 2 for people, a line feed at the end. */
export function recordBytes(record) {
    const sorted = JSON.parse(canonicalJson(record));
    return Buffer.from(`${JSON.stringify(sorted, null, 2)}\n`);
}
/** Throws MillraceError `bad-checkpoint`, naming the first field that is wrong; `at` is the file's key. */
export function parseRecord(bytes, at) {
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (error) {
        throw new MillraceError('bad-checkpoint', 'it is no JSON', { at, cause: error });
    }
    const parsed = recordSchema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    const field = issue === undefined || issue.path.length === 0 ? 'the record' : issue.path.join('.');
    throw new MillraceError('bad-checkpoint', `${field}: ${issue?.message ?? 'is wrong'}`, { at });
}
//# sourceMappingURL=checkpoint-record.js.map