import type { StoredDocument } from '../documents.ts';
import type { StoredImage } from '../images.ts';
import type { TokenSequence } from '../tokens.ts';

/** A packed sequence with its id: `shardSha256:row`, as streams name it. */
export interface IdentifiedSequence extends TokenSequence {
  readonly id: string;
  readonly shardSha256: string;
  readonly row: number;
}

/** One record of a version on its way into a peer's format. */
export type ExportSample =
  | { readonly content: 'documents'; readonly document: StoredDocument }
  | { readonly content: 'images'; readonly image: StoredImage }
  | { readonly content: 'tokens'; readonly sequence: IdentifiedSequence };

/** What an export writes of a version. */
export type ExportContent = ExportSample['content'];

/** Takes the records of one split, in order, and writes them in one format. */
export interface ExportSink {
  add(sample: ExportSample): Promise<void>;
  finish(): Promise<void>;
}

const extensions: Readonly<Record<string, string>> = { jpeg: 'jpg', tiff: 'tif', heif: 'heic' };

/** How the name of an image's file ends. */
export function imageExtension({ format }: Pick<StoredImage, 'format'>): string {
  return extensions[format] ?? format;
}
