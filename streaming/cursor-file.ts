import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonicalJson } from '../core/canonical-json.ts';
import { MillraceError } from '../core/errors.ts';
import { readError, systemCode, writeError } from '../storage/file-errors.ts';
import type { Cursor } from './cursor.ts';
import { cursorSchema } from './cursor-schema.ts';

/** A cursor from JSON text. Throws MillraceError `bad-cursor` (usage), naming the first field that is wrong. */
export function parseCursor(text: string, at: string): Cursor {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badCursor('the file is no JSON', at);
  }
  const parsed = cursorSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badCursor(`${issue?.path.join('.') || 'the cursor'}: ${issue?.message ?? 'is wrong'}`, at);
}

/** A cursor's JSON text: sorted keys, one line. */
export function cursorText(cursor: Cursor): string {
  return `${canonicalJson(cursor)}\n`;
}

/** The cursor in a file; undefined where there is no file. Throws MillraceError `bad-cursor`, `not-readable`. */
export async function readCursorFile(path: string): Promise<Cursor | undefined> {
  try {
    return parseCursor(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof MillraceError) throw error;
    if (systemCode(error) === 'ENOENT') return undefined;
    throw readError(error, path);
  }
}

/** Replaces a file by a cursor, whole or not at all. Throws MillraceError `disk-full`, `not-writable`. */
export async function writeCursorFile(path: string, cursor: Cursor): Promise<void> {
  const text = cursorText(cursor);
  const draft = `${path}.${process.pid}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw writeError(error, path, text.length);
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function badCursor(message: string, at: string): MillraceError {
  return new MillraceError('bad-cursor', message, {
    kind: 'usage',
    at,
    hint: 'name a file that `millrace stream --cursor` wrote, or one that does not exist yet',
  });
}
