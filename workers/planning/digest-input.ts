import { createHash } from 'node:crypto';
import { MillraceError } from '../../core/errors.ts';
import type { SplitPoint } from '../../pipelines/reader.ts';
import { isOfOneObject } from '../../storage/object-errors.ts';
import { openSourceFile } from '../../storage/source-file.ts';
import type { InputFile } from './find-inputs.ts';
import type { ReferenceDigest } from './references.ts';

/** A byte range of an input file that can be read alone. `firstLine` counts from 1. */
export interface InputRange {
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
  readonly sha256: string;
}

/**
 * What reading an input once tells: its digest and its ranges; or why it could not be read. `references` holds, for each
 * range, what the other files that its records name held; absent where they name none.
 */
export type InputDigest =
  | {
      readonly sha256: string;
      readonly bytes: number;
      readonly ranges: readonly InputRange[];
      readonly references?: readonly ReferenceDigest[];
    }
  | { readonly problem: string };

const lineFeed = 0x0a;

/**
 * Reads a file once for its SHA-256 and, where it may be split, for ranges of about `rangeBytes`: of whole lines, or from
 * one of some places to another. What lies between two places and is longer makes its range longer. Memory: one read
 * buffer.
 *
 * @throws {MillraceError} where a store or a web server, not one object of it, cannot be read
 */
export async function digestInput(
  file: InputFile,
  rangeBytes: number,
  splits: boolean | readonly SplitPoint[],
): Promise<InputDigest> {
  const whole = createHash('sha256');
  const ranges: InputRange[] = [];
  let part = createHash('sha256');
  let start = 0;
  let firstLine = 1;
  let line = 1;
  let offset = 0;
  const points = typeof splits === 'boolean' ? [] : splits;
  let point = 0;
  const close = (end: number): void => {
    ranges.push({ start, end, firstLine, sha256: part.digest('hex') });
    part = createHash('sha256');
    start = end;
    firstLine = line;
  };
  try {
    for await (const piece of openSourceFile(file.path).read()) {
      whole.update(piece);
      let from = 0;
      for (; point < points.length; point++) {
        const { at, firstLine: number } = points[point] as SplitPoint;
        if (at >= offset + piece.length) break;
        if (at - start < rangeBytes) continue;
        part.update(piece.subarray(from, at - offset));
        from = at - offset;
        line = number;
        close(at);
      }
      if (splits === true) {
        for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1)) {
          line++;
          if (offset + at + 1 - start < rangeBytes) continue;
          part.update(piece.subarray(from, at + 1));
          from = at + 1;
          close(offset + from);
        }
      }
      part.update(piece.subarray(from));
      offset += piece.length;
    }
  } catch (error) {
    if (error instanceof MillraceError && !isOfOneObject(error)) throw error;
    const { code } = error as { code?: unknown };
    return {
      problem:
        code === 'EACCES' || code === 's3-denied' || code === 'http-denied' ? 'permission-denied' : 'cannot-read',
    };
  }
  if (offset > start || ranges.length === 0) close(offset);
  return { sha256: whole.digest('hex'), bytes: offset, ranges };
}
