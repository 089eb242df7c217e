import type { MaybeLater } from '../../pipelines/reader.ts';
import type { RecipeSource } from '../../recipes/recipe.ts';
import type { BuildItem } from '../../shards/build-record.ts';
import type { Partition, PartitionInput } from '../planning/partition-inputs.ts';
import type { BuildPlan } from '../planning/plan.ts';
import { type CheckedInput, openInputs } from './read-input.ts';
import { type Admit, type ReadRecord, type SourceRecord, type UnreadRecord, unread } from './source-record.ts';

/** How the records of one input are found and, one by one, parsed. */
export interface InputRecords<Found extends { readonly source: string }, Item extends BuildItem> {
  readonly found: AsyncIterable<readonly Found[]>;
  readonly parse: (ordinal: number, found: Found) => MaybeLater<ReadRecord<Item> | UnreadRecord>;
}

/** Parsed records in memory at once: few, so that their texts are gone before a collector of garbage moves them. */
const mostAtOnce = 32;

/**
 * The records of a partition, in order, in chunks. Everything that a reader finds has one ordinal, whatever its bytes
 * hold, so ordinals name records across attempts.
 */
export async function* admittedRecords<Found extends { readonly source: string }, Item extends BuildItem>(
  { recipe }: BuildPlan,
  { inputs }: Partition,
  admit: Admit,
  open: (input: PartitionInput, opened: CheckedInput, source: RecipeSource) => InputRecords<Found, Item>,
): AsyncGenerator<readonly SourceRecord<Item>[]> {
  let ordinal = 0;
  for (const [input, opened] of openInputs(inputs)) {
    const source = recipe.sources[input.source] as RecipeSource;
    const { found, parse } = open(input, opened, source);
    for await (const chunk of found) {
      let records: SourceRecord<Item>[] = [];
      for (const each of chunk) {
        const decision = admit(ordinal);
        if (decision !== 'skip') {
          const parsing =
            decision === 'parse'
              ? parse(ordinal, each)
              : unread(ordinal, each.source, source.format, { problem: decision.reason });
          const record = parsing instanceof Promise ? await parsing : parsing;
          records.push({ ...record, entry: input.source });
        }
        ordinal++;
        if (records.length < mostAtOnce) continue;
        yield records;
        records = [];
      }
      if (records.length > 0) yield records;
    }
  }
}
