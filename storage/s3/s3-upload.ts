import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { MillraceError } from '../../core/errors.ts';
import { asked, uploadMs } from './s3-requests.ts';
import { type S3Place, s3Url } from './s3-url.ts';

/** Bytes of a part, all but the last: all of one size, as some stores demand, and above the 5 MiB that all do. */
export const partBytes: number = 8 * 2 ** 20;

const mostParts = 10_000;
/** Parts of one value that are under way at once. */
const partsAtOnce = 3;

/** An object that goes up in parts: nothing of it is visible before `complete`. */
export interface S3Upload {
  /** Sends a part of {@link partBytes}, or the last one. Waits while three are under way; the bytes must stay as they are. */
  send(part: Uint8Array): Promise<void>;
  complete(): Promise<void>;
  /** Leaves no part; what fails here is found by `removeAbandoned` where the place is a temporary one. */
  abort(): Promise<void>;
}

/**
 * Begins an upload. A request for each part and two more.
 *
 * @throws {MillraceError} as `s3Error` tells; `too-large` above 10,000 parts, 78 GiB
 */
export async function beginUpload(place: S3Place): Promise<S3Upload> {
  const object = { Bucket: place.bucket, Key: place.key };
  const { UploadId } = await asked(place, 'write', (client) => client.send(new CreateMultipartUploadCommand(object)));
  const upload = { ...object, UploadId };
  const parts: Promise<CompletedPart>[] = [];
  return {
    send: async (part) => {
      const PartNumber = parts.length + 1;
      if (PartNumber > mostParts) {
        throw new MillraceError('too-large', `a value of more than ${mostParts} parts cannot be kept`, {
          at: s3Url(place),
          hint: 'choose a smaller output.shardBytes',
        });
      }
      const sent = asked(place, 'write', async (client) => {
        const command = new UploadPartCommand({ ...upload, PartNumber, Body: part });
        const { ETag } = await client.send(command, { requestTimeout: uploadMs(part.length) });
        return { PartNumber, ...(ETag === undefined ? {} : { ETag }) };
      });
      sent.catch(() => undefined);
      parts.push(sent);
      await parts[parts.length - partsAtOnce];
    },
    complete: async () => {
      const Parts = await Promise.all(parts);
      await asked(place, 'write', (client) =>
        client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })),
      );
    },
    abort: async () => {
      await Promise.allSettled(parts);
      await asked(place, 'write', (client) => client.send(new AbortMultipartUploadCommand(upload))).catch(
        () => undefined,
      );
    },
  };
}

/** Puts bytes that are in memory in parts, where they are too many for one request. */
export async function putInParts(place: S3Place, bytes: Uint8Array): Promise<void> {
  const upload = await beginUpload(place);
  try {
    for (let from = 0; from < bytes.length; from += partBytes)
      await upload.send(bytes.subarray(from, from + partBytes));
    await upload.complete();
  } catch (error) {
    await upload.abort();
    throw error;
  }
}
