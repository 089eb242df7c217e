import { basename, dirname } from 'node:path/posix';
import type { Document } from '../../core/document.ts';
import {
  type AnyReader,
  type Frame,
  isProblem,
  type Parsed,
  type Problem,
  parseFrame,
} from '../../pipelines/reader.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import type { RecipeSource } from '../../recipes/recipe.ts';
import type { Partition, PartitionInput } from '../planning/partition-inputs.ts';
import type { BuildPlan } from '../planning/plan.ts';
import { admittedRecords } from './admitted-records.ts';
import type { CheckedInput } from './read-input.ts';
import { recordId } from './record-id.ts';
import {
  type Admit,
  noRecord,
  type ReadRecord,
  type SourceRecord,
  type UnreadRecord,
  unread,
} from './source-record.ts';

/**
 * Reads a partition's documents in order, in chunks.
 *
 * @throws {MillraceError} `input-changed` where a file's bytes are no longer those that were planned
 */
export function readDocuments(
  plan: BuildPlan,
  partition: Partition,
  admit: Admit,
  onRecord: (ordinal: number) => void,
): AsyncGenerator<readonly SourceRecord<Document>[]> {
  return admittedRecords<Frame, Document>(plan, partition, admit, (input, opened, source) => {
    const reader = findReader(source.format) as AnyReader;
    const place = { key: input.key, folder: basename(dirname(input.key)) };
    return {
      found: framesOf(reader, input, opened, place, source, plan, () => onRecord(noRecord)),
      parse: (ordinal, frame) => {
        // A file such as a PDF may hang where it is parsed.
        onRecord(ordinal);
        const parsed = parseFrame(reader, frame, place, source.options, plan.recipe.limits);
        return parsed instanceof Promise
          ? parsed.then((later) => recordOf(ordinal, frame, later, source.format))
          : recordOf(ordinal, frame, parsed, source.format);
      },
    };
  });
}

async function* framesOf(
  reader: AnyReader,
  input: PartitionInput,
  { pieces, range, rest, close }: CheckedInput,
  place: { key: string; folder: string },
  source: RecipeSource,
  { recipe }: BuildPlan,
  idle: () => void,
): AsyncGenerator<readonly Frame[]> {
  if (input.problem !== null) {
    yield [{ source: input.key, problem: input.problem }];
    return;
  }
  try {
    const file = {
      fileBytes: input.fileBytes,
      range: (start: number, end: number) => {
        idle();
        return range(start, end);
      },
    };
    const { firstLine, start, end } = input;
    const found = { ...place, firstLine, pieces, file, part: { start, end } };
    yield* reader.frames(found, recipe.limits, source.options);
    idle();
    await rest();
  } finally {
    await close();
  }
}

function recordOf(
  ordinal: number,
  frame: Frame,
  parsed: Parsed | Problem,
  format: string,
): ReadRecord<Document> | UnreadRecord {
  if (isProblem(parsed)) return unread(ordinal, frame.source, format, parsed);
  const { id, text, format: textFormat, label, metadata, utf8 } = parsed;
  const { source } = frame;
  const item = { id: id ?? recordId(source), text, format: textFormat, source, label, metadata };
  return utf8 === undefined ? { ordinal, item } : { ordinal, item, utf8 };
}
