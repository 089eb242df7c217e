import { openImageRecordReader, openImageRecordWriter } from '../../shards/image-records.js';
import { openImageOutput } from './image-output.js';
import { openImageWork } from './image-work.js';
import { readImages } from './read-images.js';
import { bytesHash } from './text-hash.js';
/** Images. */
export const imageKind = {
    read: readImages,
    openWriter: openImageRecordWriter,
    openReader: openImageRecordReader,
    hashOf: ({ bytes }) => bytesHash(bytes),
    bytesOf: ({ bytes }) => bytes.length,
    openWork: openImageWork,
    openOutput: openImageOutput,
};
//# sourceMappingURL=image-kind.js.map