import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import { applyCuts, cutSpans } from '../../pipelines/dedup/cut-spans.ts';
import type { Dedup, KeyDedup, Merging, SpanDedup } from '../../pipelines/dedup/dedup-stage.ts';
import { findDuplicates, keyCollector, readBucket } from '../../pipelines/dedup/key-file.ts';
import type { MinHashParameters } from '../../pipelines/dedup/minhash.ts';
import { findNearDuplicates } from '../../pipelines/dedup/near-duplicates.ts';
import type { Removal } from '../../pipelines/dedup/removal.ts';
import { findRepeatedSpans } from '../../pipelines/dedup/repeated-spans.ts';
import { readSignatureFile } from '../../pipelines/dedup/signature-file.ts';
import { signaturePartition } from '../../pipelines/dedup/signature-partition.ts';
import { placesByOrdinal } from '../../pipelines/dedup/span-file.ts';
import { eachSpanKey } from '../../pipelines/dedup/span-keys.ts';
import type { SpanParameters } from '../../pipelines/dedup/span-parameters.ts';
import { weightOf } from '../../pipelines/dedup/walk-order.ts';
import { type Compared, type ComparingTrial, documentOfLine } from './answer-line.ts';

/**
 * A stage that compares documents, over all lines of input. Merging stages answer `{keep, into, similarity}`, those that
 * take out spans `{text, keep, reason, value, limit, evidence}`. Lines that hold no document answer `{error}` and are
 * compared with nothing. Throws MillraceError `stage-compares` (usage) for parameters that name a version.
 */
export function dedupTrial(stage: Dedup, parameters: unknown): ComparingTrial {
  if (((parameters as Partial<Merging>).against ?? []).length > 0)
    throw new MillraceError('stage-compares', '"against" compares with a version, which is done in a build alone', {
      kind: 'usage',
      hint: 'leave it out, or put the stage into a recipe, and run npx millrace build',
    });
  return {
    answerAll: async (lines, readText) => {
      const documents: Compared<Document>[] = [];
      for (const line of lines) documents.push(await documentOfLine(line, readText));
      if (stage.compares === 'spans') return spanAnswers(documents, stage, parameters as SpanParameters);
      const removals =
        stage.compares === 'signatures'
          ? nearDuplicates(documents, parameters as MinHashParameters)
          : equalKeys(documents, stage, parameters as Merging);
      return mergeAnswers(documents, removals);
    },
  };
}

/** The answers of a stage that merges records: `into` is the id of the line that stays. */
export function mergeAnswers(lines: readonly Compared<unknown>[], removals: readonly Removal[]) {
  const merged = new Map(removals.map((removal) => [removal.ordinal, removal]));
  return lines.map((line, ordinal) => {
    const { id } = line;
    if ('error' in line) return line;
    const removal = merged.get(ordinal);
    if (removal === undefined) return { id, keep: true, into: null, similarity: null };
    return { id, keep: false, into: lines[removal.intoOrdinal]?.id ?? null, similarity: removal.similarity };
  });
}

function equalKeys(
  documents: readonly Compared<Document>[],
  { keyOf }: KeyDedup<Merging>,
  parameters: Merging,
): readonly Removal[] {
  const keys = keyCollector();
  for (const [ordinal, document] of documents.entries()) {
    const key = 'item' in document ? keyOf(document.item, parameters) : undefined;
    if ('item' in document && key !== undefined) keys.add(key, ordinal, weightOf(parameters.keep, document.item.text));
  }
  return findDuplicates([readBucket(keys.finish(), 0, 1)], { keep: parameters.keep });
}

function nearDuplicates(documents: readonly Compared<Document>[], parameters: MinHashParameters): readonly Removal[] {
  const partition = signaturePartition(parameters);
  for (const [ordinal, document] of documents.entries()) {
    if ('item' in document) partition.add(ordinal, document.item.text);
  }
  return findNearDuplicates([readSignatureFile(partition.finish())], parameters);
}

function spanAnswers(documents: readonly Compared<Document>[], { unit }: SpanDedup, parameters: SpanParameters) {
  const keys = keyCollector();
  for (const [ordinal, document] of documents.entries()) {
    if ('item' in document)
      eachSpanKey(document.item.text, unit, parameters, (key, place) => keys.add(key, ordinal, place));
  }
  const places = placesByOrdinal(findRepeatedSpans([readBucket(keys.finish(), 0, 1)], parameters));
  return documents.map((document, ordinal) => {
    if ('error' in document) return document;
    const { id, item } = document;
    const nothing = { reason: null, value: null, limit: null };
    const own = places.get(ordinal);
    if (own === undefined) return { id, text: item.text, keep: true, ...nothing };
    const { cuts, units, characters, drop } = cutSpans(item.text, unit, parameters, own);
    const evidence = { [`${unit}s`]: units, characters };
    if (drop !== null) return { id, keep: false, ...drop, evidence };
    return { id, text: applyCuts(item.text, cuts), keep: true, ...nothing, evidence };
  });
}
