import { type BuildImage, openImageRecordReader, openImageRecordWriter } from '../../shards/image-records.ts';
import { openImageOutput } from './image-output.ts';
import { openImageWork } from './image-work.ts';
import { readImages } from './read-images.ts';
import type { RecordKind } from './record-kind.ts';
import { bytesHash } from './text-hash.ts';

/** Images. */
export const imageKind: RecordKind<BuildImage> = {
  read: readImages,
  openWriter: openImageRecordWriter,
  openReader: openImageRecordReader,
  hashOf: ({ bytes }) => bytesHash(bytes),
  bytesOf: ({ bytes }) => bytes.length,
  openWork: openImageWork,
  openOutput: openImageOutput,
};
