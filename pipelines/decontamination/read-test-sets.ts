import { MillraceError } from '../../core/errors.ts';
import { shortPaths } from '../../core/short-paths.ts';
import { openSourceFile } from '../../storage/source-file.ts';
import { decodeStrictly, parseJsonObject } from '../formats/json-object.ts';
import { isProblem } from '../reader.ts';
import { decompress } from '../readers/decompression.ts';
import { lineFrames } from '../readers/line-frames.ts';
import type { TestItem } from './ngram-index.ts';

const limits = { recordBytes: 16 * 2 ** 20, expansionRatio: 200 };

/**
 * The items of test sets, file by file: of `.jsonl` files (also compressed) each line, with the text of some fields joined;
 * of others each line as it is. A field may hold a text or a list of texts, such as choices. Items are named by file and
 * line; files without the folders that they share.
 *
 * Throws MillraceError `no-stage-file`, `bad-test-set` (usage) for a file, or a line, that cannot be read, and for a file in
 * which no line has any of the fields.
 */
export async function* readTestSets(
  paths: readonly string[],
  fields: readonly string[],
): AsyncGenerator<TestItem, void, undefined> {
  const names = shortPaths(paths);
  for (const [index, path] of paths.entries()) yield* itemsOf(path, names[index] as string, fields);
}

async function* itemsOf(path: string, name: string, fields: readonly string[]): AsyncGenerator<TestItem> {
  const asJson = /\.jsonl(\.|$)/.test(name);
  let items = 0;
  let seen: readonly string[] = [];
  const pieces = decompress(path, openSourceFile(path).read(), limits);
  try {
    for await (const frames of lineFrames(name, 1, pieces, limits)) {
      for (const frame of frames) {
        const line = isProblem(frame) ? frame : decodeStrictly(frame.bytes);
        if (typeof line !== 'string') throw badTestSet(frame.source, line.problem);
        const text = asJson ? textOf(line, fields, frame.source) : line;
        if (typeof text !== 'string') {
          seen = text;
          continue;
        }
        items++;
        yield { name: frame.source, text };
      }
    }
  } catch (cause) {
    if (cause instanceof MillraceError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new MillraceError('no-stage-file', `expected a test set, found no file that can be read (${code})`, {
      kind: 'usage',
      at: path,
      cause,
    });
  }
  if (items > 0) return;
  const columns = seen.length === 0 ? 'it is empty' : `its columns are ${seen.join(', ')}`;
  throw badTestSet(name, `no line has any of ${fields.join(', ')}; ${columns}`);
}

/** The texts of a row's fields, joined; the row's columns where it has none of them. */
function textOf(line: string, fields: readonly string[], at: string): string | readonly string[] {
  const parsed = parseJsonObject(line);
  if ('problem' in parsed) throw badTestSet(at, parsed.problem);
  const row = new Map<string, unknown>(Object.entries(parsed.row));
  const texts = fields.flatMap((field) => {
    const value = row.get(field);
    return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
  });
  return texts.length > 0
    ? texts.join(' ').toWellFormed()
    : [...row.keys()].slice(0, 20).map((key) => key.slice(0, 40));
}

function badTestSet(at: string, found: string): MillraceError {
  return new MillraceError('bad-test-set', `expected a test set of JSON or text lines: ${found}`, {
    kind: 'usage',
    at,
    hint: 'name the columns that hold its texts: fields: [question, answer]',
  });
}
