import type { Json } from '../../core/canonical-json.ts';
import { perplexity } from '../../pipelines/filters/perplexity.ts';
import { qualityClassifier } from '../../pipelines/filters/quality-classifier.ts';
import { openTokenBuffer } from '../../pipelines/tokenizers/tokenizer.ts';
import { exactTables } from '../../quality/exact-counts.ts';
import { encodeValueCounts } from '../../quality/value-counts.ts';
import { tokenIdBytes } from '../../shards/token-id-bytes.ts';
import { digestOf } from './job-names.ts';
import { openKeptMeasures } from './kept-measures.ts';
import { noteEarlierMeasures, readEarlierMeasures } from './measured-before.ts';
import { type MeasureReport, measurePhaseName, measuresKey } from './measures-file.ts';
import type { OpenBuild } from './open-build.ts';
import { partitionStates } from './partition-states.ts';
import type { Phase } from './phase.ts';
import { readSegmentOutput } from './segment-output.ts';
import { encodeFacts, type TextFacts, textKey } from './text-facts.ts';
import { textKind } from './text-kind.ts';
import { openBuildTokenizer } from './tokenizer.ts';

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
  count: async (build) => {
    await noteEarlierMeasures(build);
    return build.plan.partitions;
  },
  decisive: async (build) => {
    const settings = await settingsOf(build);
    const states = await partitionStates(build, build.plan.segments.length - 1);
    return states.map((state) => ({ settings, state }));
  },
  run: async (build, partition, onRecord): Promise<MeasureReport> => {
    const tokenizer = await openBuildTokenizer(build);
    const settings = await settingsOf(build);
    const idWidth = tokenizer === null ? 2 : tokenIdBytes({ vocabulary: tokenizer.tokenizer.vocabularySize });
    const known = await readEarlierMeasures(build, partition, { settings, idBytes: idWidth });
    const measures = await openKeptMeasures(build.plan);
    const { tokenIds } = measures.counts;
    const buffer = openTokenBuffer();
    const pieces = idPieces(idWidth);
    const amounts: number[] = [];
    const ordinals: number[] = [];
    const facts: (readonly [string, TextFacts])[] = [];
    const writer = await build.storage.open();
    let idBytes = 0;
    const tokenize = (text: string): Uint32Array => {
      buffer.length = 0;
      tokenizer?.append(text, buffer);
      return buffer.ids.subarray(0, buffer.length);
    };
    try {
      for await (const { live } of readSegmentOutput(textKind, build, build.plan.segments.length - 1, partition)) {
        for (const { item, ordinal, utf8 } of live) {
          onRecord(ordinals.push(ordinal));
          const key = textKey(utf8 ?? item.text);
          const before = known.get(key);
          const ids = before?.ids ?? tokenize(item.text);
          const found = before?.facts ?? measures.factsOf(item.text);
          tokenIds.addAll(ids);
          measures.add(item, found, tokenizer === null ? null : ids.length);
          amounts.push(found.characters, ids.length);
          facts.push([key, found]);
          for (const piece of pieces.add(ids)) {
            await writer.write(piece);
            idBytes += piece.length;
          }
        }
      }
      const rest = pieces.rest();
      await writer.write(rest);
      await writer.write(new Uint8Array(Uint32Array.from(amounts).buffer));
      await writer.write(new Uint8Array(Uint32Array.from(ordinals).buffer));
      const counts = encodeValueCounts(exactTables(measures.counts));
      await writer.write(counts);
      const texts = encodeFacts(facts);
      await writer.write(texts);
      await writer.finish(() => measuresKey(build.folder, partition));
      return {
        records: ordinals.length,
        metrics: measures.metrics,
        idBytes: idBytes + rest.length,
        countBytes: counts.length,
        factBytes: texts.length,
        settings,
      };
    } catch (error) {
      await writer.abort();
      throw error;
    }
  },
};

/** What decides how a text is measured: the stages whose models are asked, and the tokenizer. */
async function settingsOf(build: OpenBuild): Promise<string> {
  const { stages, tokenizer } = build.plan.lineageRecipe as { stages: readonly Json[]; tokenizer: Json };
  const asked = new Set<string>([perplexity.name, qualityClassifier.name]);
  const models = stages.filter((stage) => asked.has((stage as { stage: string }).stage));
  const trained = (await openBuildTokenizer(build))?.sha256 ?? null;
  return digestOf({ models, tokenizer, trained });
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
