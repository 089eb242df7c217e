/**
 * What programs import: `import { openStream } from 'millrace'`. Streams of versions and mixes, the types of their
 * batches from a recipe, and the errors that they throw.
 */
export { MillraceError } from '../core/errors.ts';
export { readManifest, type StoredManifest } from '../shards/catalogue.ts';
export { openStorage } from '../storage/open-storage.ts';
export type { Storage } from '../storage/storage.ts';
export type { Batch } from '../streaming/batch.ts';
export type { Cursor } from '../streaming/cursor.ts';
export { cursorText, parseCursor, readCursorFile, writeCursorFile } from '../streaming/cursor-file.ts';
export type { ImageBatch } from '../streaming/image-batch.ts';
export type { Mix, MixAmount } from '../streaming/mix/mix.ts';
export { type ImageStream, type ImageStreamOptions, openImageStream } from '../streaming/open-image-stream.ts';
export { openStream, type Stream, type StreamOptions } from '../streaming/open-stream.ts';
export type { StreamPart } from '../streaming/stream-parts.ts';
export { defineRecipe } from './define-recipe.ts';
export {
  openRecipeStream,
  type RecipeBatch,
  type RecipeStream,
  type RecipeStreamOptions,
} from './open-recipe-stream.ts';
export type { ColumnOf, ContentOf, RecipeInput, SourceInput } from './recipe-input.ts';
