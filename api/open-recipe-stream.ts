import { readManifest } from '../shards/catalogue.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Batch } from '../streaming/batch.ts';
import type { Cursor } from '../streaming/cursor.ts';
import type { ImageBatch } from '../streaming/image-batch.ts';
import { type ImageStreamOptions, openImageStream } from '../streaming/open-image-stream.ts';
import { openStream, type StreamOptions } from '../streaming/open-stream.ts';
import type { StreamPart } from '../streaming/stream-parts.ts';
import type { ColumnOf, ContentOf, HasLabels, RecipeInput } from './recipe-input.ts';
import { openRecordColumns } from './record-columns.ts';

type Content = 'tokens' | 'documents' | 'images';
type Order = 'batch' | 'seed' | 'epoch' | 'threads' | 'ranks' | 'rank' | 'dropLast' | 'from' | 'curriculum';
type OfDocuments = 'length' | 'cut' | 'augment' | 'classes';
type OfImages = 'size' | 'augment' | 'layout' | 'normalize' | 'labelled' | 'classes';

/** Options of a stream of one content: those of `openStream` and `openImageStream`. */
type OptionsOf<Of extends Content> = {
  readonly tokens: Pick<StreamOptions, Order | 'augment'>;
  readonly documents: Pick<StreamOptions, Order | OfDocuments>;
  readonly images: Pick<ImageStreamOptions, Order | OfImages>;
}[Of];

/** What is asked of a version of a recipe. `threads` is 1, and `seed` 0, by default. */
export type RecipeStreamOptions<Of extends Content, Column extends string> = Omit<OptionsOf<Of>, 'threads' | 'seed'> & {
  readonly store: string;
  readonly content: Of;
  /** The newest good version by default. */
  readonly version?: number;
  readonly split?: Cursor['split'];
  readonly threads?: number;
  readonly seed?: number;
  /** Columns of the records to give with each batch; none by default. */
  readonly columns?: readonly Column[];
};

/** A batch of a recipe: without labels where its records have none, with the columns that were asked for. */
export type RecipeBatch<Recipe extends RecipeInput, Of extends Content, Column extends string> = {
  readonly tokens: Omit<Batch, 'labels'>;
  readonly documents: Batch & Columns<Column>;
  readonly images: (HasLabels<Recipe> extends true ? ImageBatch : Omit<ImageBatch, 'labels'>) & Columns<Column>;
}[Of];

interface Columns<Column extends string> {
  /** By column a value for each sample; metadata that a record has not is null. */
  readonly columns: { readonly [Name in Column]: readonly (Name extends 'id' | 'source' ? string : string | null)[] };
}

/** An open stream with its reader threads. One consumer at a time; after an error it is closed. */
export interface RecipeStream<Each> {
  readonly classes: readonly string[];
  readonly shards: readonly string[];
  readonly parts: readonly StreamPart[];
  readonly samples: number;
  readonly start: Cursor;
  batches(): AsyncGenerator<Each, void, undefined>;
  epochs(): AsyncGenerator<Each, void, undefined>;
  close(): Promise<void>;
}

/**
 * Opens a version of a recipe as a stream whose batches have the recipe's types: content that it does not make, labels
 * that no source names and columns that none keeps do not compile. The order is that of `openStream`.
 *
 * @throws MillraceError what `openStream` and `openImageStream` throw, `dataset-not-found`, `version-not-found` and
 * `column-unknown` (usage) where the stored version was built from another recipe
 */
export async function openRecipeStream<
  const Recipe extends RecipeInput,
  Of extends ContentOf<Recipe>,
  Column extends ColumnOf<Recipe, Of> = never,
>(recipe: Recipe, options: RecipeStreamOptions<Of, Column>): Promise<RecipeStream<RecipeBatch<Recipe, Of, Column>>> {
  const { store, version: number, content, split = 'train', threads = 1, seed = 0, ...rest } = options;
  const storage = openStorage(store);
  const version = await readManifest(storage, number === undefined ? recipe.dataset : `${recipe.dataset}@${number}`);
  const { columns = [], ...asked } = rest as { readonly columns?: readonly string[] } & Pick<StreamOptions, 'batch'>;
  const common = { ...asked, storage, version, split, threads, seed };
  const stream =
    content === 'images'
      ? await openImageStream(common)
      : await openStream({ ...common, content: content as 'tokens' | 'documents' });
  try {
    const read =
      columns.length === 0 ? undefined : openRecordColumns(storage, [version], stream.parts, stream, columns);
    const typed = async function* (batches: AsyncGenerator<Batch | ImageBatch, void, undefined>) {
      for await (const batch of batches) {
        const values = read === undefined ? {} : await read(batch);
        // The types are those of `content`, which decided what was opened.
        yield { ...batch, columns: values } as RecipeBatch<Recipe, Of, Column>;
      }
    };
    const { classes, shards, parts, samples, start } = stream;
    return {
      ...{ classes, shards, parts, samples, start },
      batches: () => typed(stream.batches()),
      epochs: () => typed(stream.epochs()),
      close: () => stream.close(),
    };
  } catch (error) {
    await stream.close();
    throw error;
  }
}
