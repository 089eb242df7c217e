import { openRecordReader, openRecordWriter } from '../../shards/records.js';
import { readDocuments } from './read-documents.js';
import { textHash } from './text-hash.js';
import { openTextOutput } from './text-output.js';
import { openTextWork } from './text-work.js';
/** Documents. */
export const textKind = {
    read: readDocuments,
    openWriter: openRecordWriter,
    openReader: openRecordReader,
    hashOf: ({ text }) => textHash(text),
    bytesOf: ({ text }) => Buffer.byteLength(text),
    openWork: openTextWork,
    openOutput: openTextOutput,
};
//# sourceMappingURL=text-kind.js.map