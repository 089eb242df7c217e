import { MillraceError } from '../../core/errors.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import { imageColumns } from '../../shards/images.ts';
import { metadataFromText } from '../../shards/metadata-column.ts';
import { openParquetReader } from '../../shards/parquet-reader.ts';
import type { RowSchema } from '../../shards/row-schema.ts';
import { openTokenReader } from '../../shards/tokens.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../cursor.ts';
import type { SampleGroup } from '../sample-group.ts';

/** The groups of a version's shards, and which rows of each are samples, in order. */
export interface SignalSource {
  readonly version: StoredManifest;
  readonly keys: readonly string[];
  readonly groups: readonly SampleGroup[];
  readonly content: Cursor['content'];
  /** Whether a row is a sample, by its label. */
  readonly isSample: (label: string | null) => boolean;
}

const ofTokens = ['used', 'documents'] as const;
const ofImages = [
  ...['sharpness', 'colourfulness', 'mean', 'entropy', 'captionCharacters', 'textSimilarity', 'width', 'height'],
] as const;

const documentColumns = {
  text: { type: 'utf8' },
  label: { type: 'utf8', nullable: true },
  metadata: { type: 'utf8' },
} as const satisfies RowSchema;

/**
 * The value of a signal for each sample, group after group; NaN where a sample has none. Reads one column of documents and
 * images, and all of the shards of packed tokens.
 *
 * @throws MillraceError `signal-unknown` (usage), also where no sample of the version has a value
 */
export async function readSignal(storage: Storage, source: SignalSource, signal: string): Promise<Float64Array> {
  const { content, groups, version } = source;
  const metadata = /^metadata\.(.+)$/s.exec(signal)?.[1];
  const read =
    content === 'tokens'
      ? tokenSignal(storage, source, signal)
      : content === 'documents'
        ? documentSignal(storage, source, signal, metadata)
        : imageSignal(storage, source, signal, metadata);
  const values = new Float64Array(groups.reduce((sum, { samples }) => sum + samples, 0));
  let at = 0;
  for (const group of groups) {
    for (const value of await read(group)) values[at++] = value ?? Number.NaN;
  }
  if (values.length > 0 && values.every(Number.isNaN)) {
    const { dataset, version: number } = version.manifest;
    throw signalUnknown(`expected a number as ${signal} of ${content} of ${dataset}@${number}, found none`);
  }
  return values;
}

type GroupValues = (group: SampleGroup) => Promise<readonly (number | null)[]>;

function tokenSignal(storage: Storage, { version, keys }: SignalSource, signal: string): GroupValues {
  if (!ofTokens.some((name) => name === signal)) throw unknown(signal, 'tokens', ofTokens);
  const { packing, lineage } = version.manifest;
  const shape = { length: packing?.length ?? 0, vocabulary: lineage.tokenizer?.vocabulary ?? 0 };
  return async ({ shard, group }) => {
    const rows = await (await openTokenReader(storage, keys[shard] ?? '', shape)).group(group);
    return rows.map(({ used, documents }) => (signal === 'used' ? used : documents.length));
  };
}

function documentSignal(
  storage: Storage,
  { keys, isSample }: SignalSource,
  signal: string,
  metadata: string | undefined,
): GroupValues {
  if (signal !== 'characters' && metadata === undefined)
    throw unknown(signal, 'documents', ['characters', 'metadata.NAME']);
  return async ({ shard, group }) => {
    const reader = await openParquetReader(storage, keys[shard] ?? '', documentColumns);
    const rows = await reader.columns(group, metadata === undefined ? ['text', 'label'] : ['metadata', 'label']);
    return rows
      .filter(({ label }) => isSample(label))
      .map((row) => ('text' in row && metadata === undefined ? row.text.length : numberIn(row, metadata)));
  };
}

function imageSignal(
  storage: Storage,
  { keys, isSample }: SignalSource,
  signal: string,
  metadata: string | undefined,
): GroupValues {
  const column = ofImages.find((name) => name === signal) as keyof typeof imageColumns | undefined;
  if (column === undefined && metadata === undefined) throw unknown(signal, 'images', [...ofImages, 'metadata.NAME']);
  return async ({ shard, group }) => {
    const reader = await openParquetReader(storage, keys[shard] ?? '', imageColumns);
    const rows = await reader.columns(group, [column ?? 'metadata', 'label']);
    return rows
      .filter(({ label }) => isSample(label))
      .map((row) => (column === undefined ? numberIn(row, metadata) : Number(row[column] ?? Number.NaN)));
  };
}

function numberIn({ metadata }: { readonly metadata?: string }, name: string | undefined): number {
  const text = metadata === undefined || name === undefined ? undefined : metadataFromText(metadata)[name];
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}

function unknown(signal: string, content: string, known: readonly string[]): MillraceError {
  return signalUnknown(
    `expected one of ${known.join(', ')} as the signal of ${content}, found ${JSON.stringify(signal)}`,
  );
}

function signalUnknown(message: string): MillraceError {
  return new MillraceError('signal-unknown', message, {
    kind: 'usage',
    hint: 'docs/streaming.md#from-easy-to-hard tells what can order a stream',
  });
}
