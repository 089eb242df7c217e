import type { Json } from '../../core/canonical-json.ts';
import type { Document } from '../../core/document.ts';
import { applyCuts, cutSpans } from './cut-spans.ts';
import type { KeyDedup, Merging, SpanDedup, TextDedup } from './dedup-stage.ts';
import { findDuplicates, keyCollector, readBucket } from './key-file.ts';
import type { MinHashParameters } from './minhash.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import type { Removal } from './removal.ts';
import { findRepeatedSpans } from './repeated-spans.ts';
import { readSignatureFile } from './signature-file.ts';
import { signaturePartition } from './signature-partition.ts';
import { placesByOrdinal } from './span-file.ts';
import { eachFingerprint } from './span-fingerprints.ts';
import { eachSpanKey, spansAround } from './span-keys.ts';
import type { SpanParameters } from './span-parameters.ts';
import { weightOf } from './walk-order.ts';

/** What of a record is compared with others; `error` where that cannot be told, without repeating text. */
export type Compared<Item> =
  | { readonly id: string | number | null; readonly item: Item }
  | { readonly id: string | number | null; readonly error: string };

type EachKey = (text: string, add: (key: Uint8Array, place: number) => void, ordinal: number) => void;

type Answers = readonly Readonly<Record<string, Json>>[];

/**
 * What a dedup stage that needs no model makes of documents in memory, as `millrace try` and `docs/stages.md` show it, one answer for each, in
 * order. Merging stages answer `{id, keep, into, similarity}`, those that take out spans
 * `{id, text, keep, reason, value, limit, evidence}`. Those that are an error answer it and are compared with nothing.
 * `against` is passed over.
 */
export function comparedAnswers(
  stage: TextDedup,
  parameters: unknown,
  documents: readonly Compared<Document>[],
): Answers {
  if (stage.compares === 'spans') return spanAnswers(documents, stage, parameters as SpanParameters);
  const removals =
    stage.compares === 'signatures'
      ? nearDuplicates(documents, parameters as MinHashParameters)
      : equalKeys(documents, stage, parameters as Merging);
  return mergeAnswers(documents, removals);
}

/** The answers of a stage that merges records: `into` is the id of the record that stays. */
export function mergeAnswers(records: readonly Compared<unknown>[], removals: readonly Removal[]): Answers {
  const merged = new Map(removals.map((removal) => [removal.ordinal, removal]));
  return records.map((record, ordinal) => {
    if ('error' in record) return record;
    const { id } = record;
    const removal = merged.get(ordinal);
    if (removal === undefined) return { id, keep: true, into: null, similarity: null };
    return { id, keep: false, into: records[removal.intoOrdinal]?.id ?? null, similarity: removal.similarity };
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

function spanAnswers(
  documents: readonly Compared<Document>[],
  { unit, sifts }: SpanDedup,
  parameters: SpanParameters,
): Answers {
  const repeated = (eachKey: EachKey, rule: Pick<SpanParameters, 'minDocuments' | 'keep'>) => {
    const keys = keyCollector();
    for (const [ordinal, document] of documents.entries()) {
      if ('item' in document) eachKey(document.item.text, (key, place) => keys.add(key, ordinal, place), ordinal);
    }
    return placesByOrdinal(findRepeatedSpans([readBucket(keys.finish(), 0, 1)], rule));
  };
  const candidates =
    sifts === true
      ? repeated((text, add) => eachFingerprint(text, unit, parameters, add), { ...parameters, keep: 'none' })
      : undefined;
  const places = repeated(
    (text, add, ordinal) =>
      eachSpanKey(
        text,
        unit,
        parameters,
        add,
        candidates && spansAround(candidates.get(ordinal) ?? [], parameters.span),
      ),
    parameters,
  );
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
