import type { Json } from '../../core/canonical-json.ts';
import { openTokenBuffer } from '../../pipelines/tokenizers/tokenizer.ts';
import { exactTables } from '../../quality/exact-counts.ts';
import type { RecordMetrics } from '../../quality/record-metrics.ts';
import { encodeValueCounts } from '../../quality/value-counts.ts';
import { tokenIdBytes } from '../../shards/token-id-bytes.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { workKeys } from '../planning/plan.ts';
import { readDuplicates } from './duplicates.ts';
import { openKeptMeasures } from './kept-measures.ts';
import type { OpenBuild } from './open-build.ts';
import { mergedInto, partitionStates } from './partition-states.ts';
import type { JobReport, Phase } from './phase.ts';
import { readSegmentOutput } from './segment-output.ts';
import { textKind } from './text-kind.ts';
import { openBuildTokenizer, readBuildTokenizer } from './tokenizer.ts';

export const measurePhaseName = 'measure';

/**
 * What a job found of the documents of a partition that are kept, in order. Its output is three tables, one after the
 * other: `idBytes` of token ids, 2 or 4 bytes each; for each document its characters and tokens, 4 bytes each; and
 * `countBytes` of counts value by value.
 */
export interface MeasureReport extends JobReport {
  readonly metrics: RecordMetrics;
  readonly idBytes: number;
  readonly countBytes: number;
}

/** Token ids that are written at once, bytes. */
const pieceBytes = 2 ** 20;
const firstPieceBytes = 2 ** 14;

/**
 * Tokenizes and measures the kept documents of each partition, for the write jobs. Memory: a group of records, 8 bytes for
 * each document, and the different values that are counted.
 */
export const measurePhase: Phase = {
  name: measurePhaseName,
  probes: false,
  count: async ({ plan }) => plan.partitions,
  decisive: async (build) => {
    const { segments, lineageRecipe } = build.plan;
    const { stages, tokenizer } = lineageRecipe as { stages: Json; tokenizer: Json };
    const json = await readBuildTokenizer(build);
    const settings = { stages, tokenizer, trained: json === null ? null : sha256Hex(json) };
    const merged = await mergedInto(build);
    const states = await partitionStates(build, segments.length - 1);
    return states.map((state, partition) => ({ ...settings, state, merged: merged[partition] ?? null }));
  },
  run: async (build, partition, onRecord): Promise<MeasureReport> => {
    const tokenizer = await openBuildTokenizer(build);
    const measures = await openKeptMeasures(build.plan, await readDuplicates(build, [partition]));
    const { tokenIds } = measures.counts;
    const buffer = openTokenBuffer();
    const pieces = idPieces(tokenizer === null ? 2 : tokenIdBytes({ vocabulary: tokenizer.tokenizer.vocabularySize }));
    const amounts: number[] = [];
    const writer = await build.storage.open();
    let idBytes = 0;
    try {
      for await (const { live } of readSegmentOutput(textKind, build, build.plan.segments.length - 1, partition)) {
        for (const { item } of live) {
          onRecord(amounts.length / 2 + 1);
          buffer.length = 0;
          tokenizer?.append(item.text, buffer);
          const ids = buffer.ids.subarray(0, buffer.length);
          tokenIds.addAll(ids);
          amounts.push(measures.add(item, tokenizer === null ? null : ids.length), ids.length);
          for (const piece of pieces.add(ids)) {
            await writer.write(piece);
            idBytes += piece.length;
          }
        }
      }
      const rest = pieces.rest();
      await writer.write(rest);
      await writer.write(new Uint8Array(Uint32Array.from(amounts).buffer));
      const counts = encodeValueCounts(exactTables(measures.counts));
      await writer.write(counts);
      await writer.finish(() => measuresKey(build, partition));
      return {
        records: amounts.length / 2,
        metrics: measures.metrics,
        idBytes: idBytes + rest.length,
        countBytes: counts.length,
      };
    } catch (error) {
      await writer.abort();
      throw error;
    }
  },
};

/** Where what a job found lies. */
export function measuresKey(build: OpenBuild, partition: number): string {
  return workKeys.output(build.folder, measurePhaseName, partition, 'measures');
}

/** Gathers token ids to pieces that grow to {@link pieceBytes}, each valid until the next is asked for. */
function idPieces(width: number) {
  let held = new Uint8Array(firstPieceBytes);
  let ids = idsOf(held);
  let filled = 0;
  function idsOf(bytes: Uint8Array): Uint16Array | Uint32Array {
    return width === 2 ? new Uint16Array(bytes.buffer) : new Uint32Array(bytes.buffer);
  }
  return {
    *add(more: Uint32Array): Generator<Uint8Array> {
      for (let from = 0; from < more.length; ) {
        const part = more.subarray(from, from + ids.length - filled);
        ids.set(part, filled);
        filled += part.length;
        from += part.length;
        if (filled < ids.length) continue;
        yield held;
        filled = 0;
        if (held.length === pieceBytes) continue;
        held = new Uint8Array(2 * held.length);
        ids = idsOf(held);
      }
    },
    rest: (): Uint8Array => held.subarray(0, filled * width),
  };
}
