import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { MillraceError } from '../../core/errors.ts';
import type { PartitionInput } from '../planning/partition-inputs.ts';

/** The bytes of an input as they were planned; `rest` reads what a reader left, so that all of them meet the digest. */
export interface CheckedInput {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly rest: () => Promise<void>;
}

/**
 * Opens the byte range of an input.
 *
 * @throws {MillraceError} `input-changed`, as it is read, where its bytes are no longer those that were planned
 */
export function openInput(input: PartitionInput): CheckedInput {
  const pieces = checkedPieces(input);
  return {
    // Without `return`, a reader that stops early does not close the file, so the rest of it still meets the digest.
    pieces: { [Symbol.asyncIterator]: () => ({ next: () => pieces.next() }) },
    rest: async () => {
      while (!(await pieces.next()).done);
    },
  };
}

async function* checkedPieces(input: PartitionInput): AsyncGenerator<Uint8Array> {
  if (input.end > input.start) {
    const hash = createHash('sha256');
    const stream = createReadStream(input.path, { start: input.start, end: input.end - 1, highWaterMark: 1 << 18 });
    try {
      for await (const piece of stream as AsyncIterable<Buffer>) {
        hash.update(piece);
        yield piece;
      }
    } catch (cause) {
      if (cause instanceof MillraceError) throw cause;
      throw inputChanged(input.key, cause);
    }
    if (hash.digest('hex') !== input.sha256) throw inputChanged(input.key, undefined);
  }
}

export function inputChanged(key: string, cause: unknown): MillraceError {
  return new MillraceError('input-changed', `Expected ${key} as it was when the build was planned, found other bytes`, {
    at: key,
    hint: 'Run the same command again: it plans anew and keeps the work on files that did not change.',
    cause,
  });
}
