import { canonicalJson } from '../../core/canonical-json.ts';
import { commitVersion, type StoredManifest } from '../../shards/catalogue.ts';
import { openDocumentWriter, type StoredDocument } from '../../shards/documents.ts';
import { openImageWriter, type StoredImage } from '../../shards/images.ts';
import { openTokenWriter, type TokenSequence } from '../../shards/tokens.ts';
import { sha256Hex } from '../../storage/digest.ts';
import type { Storage } from '../../storage/storage.ts';
import { sampleImages } from './sample-images.ts';
import { sampleDocuments } from './sample-rows.ts';
import { writeAll, writeSampleVersion } from './sample-version.ts';

/** Ids that would leave the folder, end a key, or be no name of a file. */
export const hostileIds = [
  ...['../../evil', '/etc/evil', 'a.b/c', 'a\\b', '..', '.', '', '-rf', 'a\0b', 'C:\\x', '~', '%2e%2e', '中文 😀'],
  ...['x'.repeat(80), 'x'.repeat(81), `${'x'.repeat(81)}y`, 'A', 'a', '.partial', 'a b', 'a~2Fb', 'a/b'],
];

/** What a version was made of, to compare with what an export of it holds. */
export interface Exported<Row> {
  readonly stored: StoredManifest;
  readonly train: readonly Row[];
  readonly holdout: readonly Row[];
}

const named = <Row>(rows: readonly Row[]): Row[] => rows.map((row, index) => ({ ...row, ...idAt(index) }));
const idAt = (index: number) => (hostileIds[index] === undefined ? {} : { id: hostileIds[index] });

/** Commits a version of images: two shards to train on, one held out. The hostile ids are among those of train. */
export async function writeImageVersion(storage: Storage): Promise<Exported<StoredImage>> {
  const draft = await writeSampleVersion(storage, 'pictures', 40);
  const images = named(sampleImages(60));
  const shard = async (rows: readonly StoredImage[], split: 'train' | 'holdout') => ({
    ...(await writeAll(openImageWriter(storage, 'pictures'), rows)),
    ...{ content: 'images' as const, split },
  });
  const shards = [
    await shard(images.slice(0, 30), 'train'),
    await shard(images.slice(50), 'holdout'),
    await shard(images.slice(30, 50), 'train'),
  ];
  const stored = await commitVersion(storage, { ...draft, kind: 'image', tokens: 0, packing: null, shards });
  return { stored, train: images.slice(0, 50), holdout: images.slice(50) };
}

/** Commits a version of documents, and of sequences of 8 tokens out of `vocabulary`. */
export async function writeTextVersion(
  storage: Storage,
  vocabulary = 300,
): Promise<Exported<StoredDocument> & { readonly sequences: readonly TokenSequence[] }> {
  const draft = await writeSampleVersion(storage, 'texts', 40);
  const documents = named(sampleDocuments(60));
  const sequences = Array.from({ length: 300 }, (_, row) => ({
    tokens: Array.from({ length: 8 }, (_, place) => (row * 7919 + place) % vocabulary),
    ...{ used: 1 + (row % 8), starts: [0], documents: [`document-${row}`] },
  }));
  const [train, holdout] = [documents.slice(0, 50), documents.slice(50)];
  const tokens = await writeAll(openTokenWriter(storage, 'texts', { length: 8, vocabulary }), sequences);
  const tokenizer = { file: `data/${sha256Hex('tokenizer')}.json`, sha256: sha256Hex('tokenizer'), vocabulary };
  const stored = await commitVersion(storage, {
    ...draft,
    lineage: { ...draft.lineage, tokenizer, recipeSha256: sha256Hex(canonicalJson({ vocabulary })) },
    shards: [
      { ...(await writeAll(openDocumentWriter(storage, 'texts'), train)), content: 'documents', split: 'train' },
      { ...(await writeAll(openDocumentWriter(storage, 'texts'), holdout)), content: 'documents', split: 'holdout' },
      { ...tokens, content: 'tokens', split: 'train', tokens: 5 },
    ],
  });
  return { stored, train, holdout, sequences };
}
