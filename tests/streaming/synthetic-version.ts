import { readFileSync } from 'node:fs';
import { randomUint32 } from '../../core/seeded-random.ts';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import { commitVersion, type StoredManifest } from '../../shards/catalogue.ts';
import { openDocumentWriter, type StoredDocument } from '../../shards/documents.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { contentName } from '../../shards/row-file.ts';
import { openTokenWriter, type TokenSequence } from '../../shards/tokens.ts';
import { packageRoot } from '../../storage/package-root.ts';
import type { Storage } from '../../storage/storage.ts';
import { writeSampleVersion } from '../shards/sample-version.ts';

const tokenizerJson = readFileSync(new URL('tests/fixtures/tokenizers/gpt2-700.json', packageRoot));
export const tokenizer = openTokenizer(tokenizerJson.toString());

export interface SyntheticShape {
  readonly dataset: string;
  /** Sequences of each token shard; a record batch holds 256. */
  readonly sequences: readonly number[];
  readonly length: number;
  /** Documents of each document shard. */
  readonly documents: readonly (readonly StoredDocument[])[];
  readonly holdoutDocuments?: readonly StoredDocument[];
  /** A `tokenizer.json` in place of {@link tokenizer}'s. */
  readonly tokenizerJson?: string;
}

/** Commits a version with token and document shards of its own, whose other files are those of a sample version. */
export async function commitSynthetic(storage: Storage, shape: SyntheticShape): Promise<StoredManifest> {
  const { dataset, sequences, length, documents, holdoutDocuments = [] } = shape;
  const draft = await writeSampleVersion(storage, dataset, 8);
  const json = shape.tokenizerJson ?? tokenizerJson;
  const vocabulary = openTokenizer(json.toString()).vocabularySize;
  const shards: Manifest['shards'][number][] = [];
  for (const [shard, count] of sequences.entries()) {
    const writer = await openTokenWriter(storage, dataset, { length, vocabulary });
    await writer.add(Array.from({ length: count }, (_, row) => sequenceOf(shard, row, length, vocabulary)));
    shards.push({ ...(await writer.finish()), content: 'tokens', split: 'train', tokens: count * length });
  }
  for (const [rows, split] of [
    ...documents.map((each) => [each, 'train'] as const),
    ...(holdoutDocuments.length > 0 ? [[holdoutDocuments, 'holdout'] as const] : []),
  ]) {
    const writer = await openDocumentWriter(storage, dataset);
    await writer.add(rows);
    shards.push({ ...(await writer.finish()), content: 'documents', split });
  }
  const writer = await storage.open();
  await writer.write(Buffer.from(json));
  const name = contentName('data', 'json');
  const { sha256 } = await writer.finish((digest) => `${dataset}/${name(digest)}`);
  const total = sequences.reduce((sum, count) => sum + count, 0);
  return await commitVersion(storage, {
    ...draft,
    lineage: { ...draft.lineage, tokenizer: { file: name(sha256), sha256, vocabulary } },
    packing: { sequences: total, length, usedTokens: total * length, paddingRatio: 0, splitDocuments: 0 },
    shards,
  });
}

/** A sequence that is a function of its place, so that a test can say what must stand there. */
export function sequenceOf(shard: number, row: number, length: number, vocabulary: number): TokenSequence {
  const seed = shard * 1_000_003 + row;
  const tokens = Uint32Array.from({ length }, (_, place) => randomUint32(seed, place) % vocabulary);
  return { tokens, used: 1 + (randomUint32(seed, length) % length), starts: [0], documents: [`document-${seed}`] };
}

/** Documents whose labels are those of `labels` in turn. */
export function labelledDocuments(
  count: number,
  labels: readonly (string | null)[],
  first = 0,
): readonly StoredDocument[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `document-${first + index}`,
    text: 'the quick 中文 😀 fox, '.repeat(1 + ((first + index) % 5)) + String(first + index),
    source: `file.jsonl:${first + index + 1}`,
    label: labels[index % labels.length] ?? null,
    parent: null,
    metadata: {},
  }));
}
