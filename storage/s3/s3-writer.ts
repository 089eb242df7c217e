import { randomUUID } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { MillraceError } from '../../core/errors.ts';
import { streamingSha256 } from '../digest.ts';
import type { StorageWriter } from '../storage.ts';
import { copyObject } from './s3-copy.ts';
import { asked, deleteObject, headObject, putObject, uploadMs } from './s3-requests.ts';
import { type S3Place, s3Url } from './s3-url.ts';

/** Bytes of a part, all but the last: what some stores demand, and above the 5 MiB that all do. */
export const partBytes: number = 8 * 2 ** 20;

const mostParts = 10_000;
/** Parts of one value that are under way at once. */
const partsAtOnce = 3;

interface Upload {
  readonly place: S3Place;
  readonly id: string;
  readonly parts: Promise<CompletedPart>[];
}

/**
 * Writes a value whose name is known only at its end. Up to one part it is kept in memory and put by one request; a
 * longer one goes up in parts to a temporary key, and is copied to its name inside the store. Cost of the latter: a
 * request a part and six more, and for a moment twice the bytes in the store. Memory: four parts, 32 MiB.
 *
 * @throws {MillraceError} as `s3Error` tells; `too-large` above 10,000 parts, 78 GiB
 */
export function openS3Writer(placeOf: (key: string) => S3Place, temporaryFolder: string): StorageWriter {
  const digest = streamingSha256();
  let part = new Uint8Array();
  let filled = 0;
  let bytes = 0;
  let upload: Upload | undefined;
  let finished = false;

  const sendPart = async (): Promise<void> => {
    upload ??= await beginUpload(placeOf(`${temporaryFolder}/${randomUUID()}`));
    const { place, id, parts } = upload;
    const number = parts.length + 1;
    if (number > mostParts) {
      throw new MillraceError('too-large', `a value of more than ${mostParts} parts cannot be kept`, {
        at: s3Url(place),
        hint: 'choose a smaller output.shardBytes',
      });
    }
    const body = part.subarray(0, filled);
    part = new Uint8Array();
    filled = 0;
    const sent = asked(place, 'write', async (client) => {
      const command = new UploadPartCommand({
        ...{ Bucket: place.bucket, Key: place.key, UploadId: id },
        ...{ PartNumber: number, Body: body },
      });
      const { ETag } = await client.send(command, { requestTimeout: uploadMs(body.length) });
      return { PartNumber: number, ...(ETag === undefined ? {} : { ETag }) };
    });
    sent.catch(() => undefined);
    parts.push(sent);
    await parts[parts.length - partsAtOnce];
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
      if (upload === undefined) await putObject(target, part.subarray(0, filled), 'always');
      else {
        try {
          await sendPart();
          await publish(upload, target, bytes);
        } catch (error) {
          await abandon(upload);
          throw error;
        }
      }
      return { key, sha256, bytes };
    },
    abort: async () => {
      if (finished) return;
      finished = true;
      if (upload !== undefined) await abandon(upload);
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

function beginUpload(place: S3Place): Promise<Upload> {
  return asked(place, 'write', async (client) => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: place.bucket, Key: place.key }));
    if (UploadId === undefined) throw new Error('no upload id');
    return { place, id: UploadId, parts: [] };
  });
}

async function publish({ place, id, parts }: Upload, target: S3Place, bytes: number): Promise<void> {
  const sent = await Promise.all(parts);
  await asked(place, 'write', (client) =>
    client.send(
      new CompleteMultipartUploadCommand({
        ...{ Bucket: place.bucket, Key: place.key, UploadId: id },
        MultipartUpload: { Parts: sent },
      }),
    ),
  );
  if ((await headObject(target))?.ContentLength !== bytes) await copyObject(place, target, bytes);
  await deleteObject(place);
}

/** Leaves neither parts nor the temporary object; what fails here is found by `removeAbandoned`. */
async function abandon({ place, id, parts }: Upload): Promise<void> {
  await Promise.allSettled(parts);
  await asked(place, 'write', (client) =>
    client.send(new AbortMultipartUploadCommand({ Bucket: place.bucket, Key: place.key, UploadId: id })),
  ).catch(() => undefined);
  await deleteObject(place).catch(() => undefined);
}
