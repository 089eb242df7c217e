import { basename, dirname } from 'node:path/posix';
import type { Document } from '../../core/document.ts';
import type { Frame, Reader } from '../../pipelines/reader.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import type { RecipeSource } from '../../recipes/recipe.ts';
import type { Partition, PartitionInput } from '../planning/partition-inputs.ts';
import type { BuildPlan } from '../planning/plan.ts';
import { admittedRecords } from './admitted-records.ts';
import type { CheckedInput } from './read-input.ts';
import { recordId } from './record-id.ts';
import { type Admit, type SourceRecord, type UnreadRecord, unread } from './source-record.ts';

/**
 * Reads a partition's documents in order, in chunks.
 *
 * @throws {MillraceError} `input-changed` where a file's bytes are no longer those that were planned
 */
export function readDocuments(
  plan: BuildPlan,
  partition: Partition,
  admit: Admit,
): AsyncGenerator<readonly SourceRecord<Document>[]> {
  return admittedRecords<Frame, Document>(plan, partition, admit, (input, opened, source) => {
    const reader = findReader(source.format) as Reader<unknown>;
    const place = { key: input.key, folder: basename(dirname(input.key)) };
    return {
      found: framesOf(reader, input, opened, place, plan),
      parse: (ordinal, frame) => parseFrame(ordinal, frame, reader, place, source, plan),
    };
  });
}

async function* framesOf(
  reader: Reader<unknown>,
  input: PartitionInput,
  { pieces, rest, close }: CheckedInput,
  place: { key: string; folder: string },
  plan: BuildPlan,
): AsyncGenerator<readonly Frame[]> {
  if (input.problem !== null) {
    yield [{ source: input.key, problem: input.problem }];
    return;
  }
  try {
    yield* reader.frames({ ...place, firstLine: input.firstLine, pieces }, plan.recipe.limits);
    await rest();
  } finally {
    await close();
  }
}

function parseFrame(
  ordinal: number,
  frame: Frame,
  reader: Reader<unknown>,
  place: { key: string; folder: string },
  source: RecipeSource,
  plan: BuildPlan,
): { readonly ordinal: number; readonly item: Document } | UnreadRecord {
  if ('problem' in frame) return unread(ordinal, frame.source, source.format, frame);
  const parsed = reader.parse(frame.bytes, place, source.options, plan.recipe.limits);
  if ('problem' in parsed) return unread(ordinal, frame.source, source.format, parsed);
  const { id, ...rest } = parsed;
  return { ordinal, item: { ...rest, id: id ?? recordId(frame.source), source: frame.source } };
}
