import type { Document } from '../../core/document.ts';
import { openRecordReader, openRecordWriter } from '../../shards/records.ts';
import { readDocuments } from './read-documents.ts';
import type { RecordKind } from './record-kind.ts';
import { bytesHash, textHash } from './text-hash.ts';
import { openTextOutput } from './text-output.ts';
import { openTextWork } from './text-work.ts';

/** Documents. */
export const textKind: RecordKind<Document> = {
  read: readDocuments,
  openWriter: openRecordWriter,
  openReader: openRecordReader,
  hashOf: ({ text }, utf8) => (utf8 === undefined ? textHash(text) : bytesHash(utf8)),
  bytesOf: ({ text }, utf8) => utf8?.length ?? Buffer.byteLength(text),
  openWork: openTextWork,
  openOutput: openTextOutput,
};
