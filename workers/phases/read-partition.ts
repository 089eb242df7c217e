import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path/posix';
import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import type { Frame, Reader } from '../../pipelines/reader.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import type { RecipeSource } from '../../recipes/recipe.ts';
import type { Partition, PartitionInput } from '../planning/partition-inputs.ts';
import type { BuildPlan } from '../planning/plan.ts';
import { recordId } from './record-id.ts';

/**
 * A record of a partition before any stage: a document, or why there is none. `ordinal` is its place, from 0; `entry` the
 * index of the recipe's source that it is of.
 */
export type SourceRecord =
  | { readonly ordinal: number; readonly entry: number; readonly document: Document }
  | {
      readonly ordinal: number;
      readonly entry: number;
      readonly id: string;
      readonly source: string;
      readonly format: string;
      readonly problem: string;
      readonly value: number | null;
      readonly limit: number | null;
    };

type Unplaced<Of> = Of extends unknown ? Omit<Of, 'entry'> : never;

/** Decides, before a record is parsed, whether to parse it; `skip` leaves it out, a reason quarantines it. */
export type Admit = (ordinal: number) => 'parse' | 'skip' | { readonly reason: string };

/**
 * Reads a partition's records in order, in chunks. Every frame that a reader finds has one ordinal, whatever its bytes
 * hold, so ordinals name records across attempts.
 *
 * @throws {MillraceError} `input-changed` where a file's bytes are no longer those that were planned
 */
export async function* readPartitionRecords(
  plan: BuildPlan,
  partition: Partition,
  admit: Admit,
): AsyncGenerator<readonly SourceRecord[]> {
  let ordinal = 0;
  for (const input of partition.inputs) {
    const source = plan.recipe.sources[input.source] as RecipeSource;
    const reader = findReader(source.format) as Reader<unknown>;
    const place = { key: input.key, folder: basename(dirname(input.key)) };
    for await (const frames of framesOf(reader, input, place, plan)) {
      const records: SourceRecord[] = [];
      for (const frame of frames) {
        const decision = admit(ordinal);
        if (decision !== 'skip') {
          const record =
            decision === 'parse'
              ? parseFrame(ordinal, frame, reader, place, source, plan)
              : quarantine(ordinal, frame.source, source.format, { problem: decision.reason });
          records.push({ ...record, entry: input.source });
        }
        ordinal++;
      }
      yield records;
    }
  }
}

async function* framesOf(
  reader: Reader<unknown>,
  input: PartitionInput,
  place: { key: string; folder: string },
  plan: BuildPlan,
): AsyncGenerator<readonly Frame[]> {
  if (input.problem !== null) {
    yield [{ source: input.key, problem: input.problem }];
    return;
  }
  const pieces = checkedPieces(input);
  // Without `return`, a reader that stops early does not close the file, so the rest of it still meets the digest.
  const shared = { [Symbol.asyncIterator]: () => ({ next: () => pieces.next() }) };
  yield* reader.frames({ ...place, firstLine: input.firstLine, pieces: shared }, plan.recipe.limits);
  while (!(await pieces.next()).done);
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
      throw changed(input, cause);
    }
    if (hash.digest('hex') !== input.sha256) throw changed(input, undefined);
  }
}

function changed(input: PartitionInput, cause: unknown): MillraceError {
  return new MillraceError(
    'input-changed',
    `Expected ${input.key} as it was when the build was planned, found other bytes`,
    {
      at: input.key,
      hint: 'Run the same command again: it plans anew and keeps the work on files that did not change.',
      cause,
    },
  );
}

function parseFrame(
  ordinal: number,
  frame: Frame,
  reader: Reader<unknown>,
  place: { key: string; folder: string },
  source: RecipeSource,
  plan: BuildPlan,
): Unplaced<SourceRecord> {
  if ('problem' in frame) return quarantine(ordinal, frame.source, source.format, frame);
  const parsed = reader.parse(frame.bytes, place, source.options, plan.recipe.limits);
  if ('problem' in parsed) return quarantine(ordinal, frame.source, source.format, parsed);
  const { id, ...rest } = parsed;
  return { ordinal, document: { ...rest, id: id ?? recordId(frame.source), source: frame.source } };
}

function quarantine(
  ordinal: number,
  source: string,
  format: string,
  found: { readonly problem: string; readonly value?: number; readonly limit?: number },
): Unplaced<SourceRecord> {
  const { problem, value = null, limit = null } = found;
  return { ordinal, id: recordId(source), source, format, problem, value, limit };
}
