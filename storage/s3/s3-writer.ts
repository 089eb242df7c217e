import { randomUUID } from 'node:crypto';
import { streamingSha256 } from '../digest.ts';
import type { StorageWriter } from '../storage.ts';
import { copyObject } from './s3-copy.ts';
import { deleteObject, headObject, putObject } from './s3-requests.ts';
import { beginUpload, partBytes, type S3Upload } from './s3-upload.ts';
import type { S3Place } from './s3-url.ts';

/**
 * Writes a value whose name is known only at its end. Up to one part it is kept in memory and put by one request; a
 * longer one goes up in parts to a temporary key, and is copied to its name inside the store. Cost of the latter: a
 * request a part and six more, and for a moment twice the bytes in the store. Memory: four parts, 32 MiB.
 *
 * @throws {MillraceError} as `s3Error` tells; `too-large` above 10,000 parts, 78 GiB
 */
export function openS3Writer(placeOf: (key: string) => S3Place, temporaryFolder: string): StorageWriter {
  const temporary = placeOf(`${temporaryFolder}/${randomUUID()}`);
  const digest = streamingSha256();
  let part = new Uint8Array();
  let filled = 0;
  let bytes = 0;
  let upload: S3Upload | undefined;
  let finished = false;

  const sendPart = async (): Promise<void> => {
    upload ??= await beginUpload(temporary);
    const body = part.subarray(0, filled);
    part = new Uint8Array();
    filled = 0;
    await upload.send(body);
  };
  const abandon = async (): Promise<void> => {
    if (upload === undefined) return;
    await upload.abort();
    await deleteObject(temporary).catch(() => undefined);
  };

  return {
    get bytes() {
      return bytes;
    },
    write: async (piece) => {
      digest.update(piece);
      bytes += piece.byteLength;
      for (let from = 0; from < piece.byteLength; ) {
        if (filled === partBytes) await sendPart();
        part = withRoom(part, filled, filled + piece.byteLength - from);
        const taken = piece.subarray(from, from + part.length - filled);
        part.set(taken, filled);
        filled += taken.length;
        from += taken.length;
      }
    },
    finish: async (name) => {
      const sha256 = digest.hex();
      const key = name(sha256);
      const target = placeOf(key);
      finished = true;
      if (upload === undefined) {
        await putObject(target, part.subarray(0, filled), 'always');
        return { key, sha256, bytes };
      }
      try {
        await sendPart();
        await upload.complete();
        if ((await headObject(target))?.ContentLength !== bytes) await copyObject(temporary, target, bytes);
        await deleteObject(temporary);
      } catch (error) {
        await abandon();
        throw error;
      }
      return { key, sha256, bytes };
    },
    abort: async () => {
      if (!finished) await abandon();
      finished = true;
    },
  };
}

/** Room for `needed` bytes, at most a part: a small value takes little more memory than its bytes. */
function withRoom(part: Uint8Array<ArrayBuffer>, filled: number, needed: number): Uint8Array<ArrayBuffer> {
  if (part.length >= needed || part.length === partBytes) return part;
  const larger = new Uint8Array(Math.min(partBytes, Math.max(needed, 2 * part.length)));
  larger.set(part.subarray(0, filled));
  return larger;
}
