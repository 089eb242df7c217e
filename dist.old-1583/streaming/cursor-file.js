import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../core/canonical-json.js';
import { MillraceError } from '../core/errors.js';
import { readError, systemCode, writeError } from '../storage/file-errors.js';
const uint32 = z
    .int()
    .min(0)
    .max(2 ** 32 - 1);
const cursorSchema = z.strictObject({
    format: z.literal('millrace-cursor/1'),
    manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
    content: z.enum(['tokens', 'documents', 'images']),
    split: z.enum(['train', 'holdout']),
    seed: uint32,
    epoch: uint32,
    position: z.int().nonnegative(),
});
/** A cursor from JSON text. Throws MillraceError `bad-cursor` (usage), naming the first field that is wrong. */
export function parseCursor(text, at) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw badCursor('the file is no JSON', at);
    }
    const parsed = cursorSchema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw badCursor(`${issue?.path.join('.') || 'the cursor'}: ${issue?.message ?? 'is wrong'}`, at);
}
/** A cursor's JSON text: sorted keys, one line. */
export function cursorText(cursor) {
    return `${canonicalJson(cursor)}\n`;
}
/** The cursor in a file; undefined where there is no file. Throws MillraceError `bad-cursor`, `not-readable`. */
export async function readCursorFile(path) {
    try {
        return parseCursor(await readFile(path, 'utf8'), path);
    }
    catch (error) {
        if (error instanceof MillraceError)
            throw error;
        if (systemCode(error) === 'ENOENT')
            return undefined;
        throw readError(error, path);
    }
}
/** Replaces a file by a cursor, whole or not at all. Throws MillraceError `disk-full`, `not-writable`. */
export async function writeCursorFile(path, cursor) {
    const text = cursorText(cursor);
    const draft = `${path}.${process.pid}.partial`;
    try {
        await mkdir(dirname(path), { recursive: true });
        await writeWhole(draft, text);
        await rename(draft, path);
    }
    catch (error) {
        await rm(draft, { force: true });
        throw writeError(error, path, text.length);
    }
}
async function writeWhole(path, text) {
    const file = await open(path, 'w');
    try {
        await file.writeFile(text);
        await file.sync();
    }
    finally {
        await file.close();
    }
}
function badCursor(message, at) {
    return new MillraceError('bad-cursor', message, {
        kind: 'usage',
        at,
        hint: 'name a file that `millrace stream --cursor` wrote, or one that does not exist yet',
    });
}
//# sourceMappingURL=cursor-file.js.map