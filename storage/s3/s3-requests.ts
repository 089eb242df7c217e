import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { MillraceError } from '../../core/errors.ts';
import { s3Connection } from './s3-client.ts';
import { type S3Action, s3Error, statusOf, wasRepeated } from './s3-errors.ts';
import { openS3File } from './s3-file.ts';
import { type S3Place, s3Url } from './s3-url.ts';

/** Where a value may be put: anywhere, where there is none, or in place of the one with this ETag. */
export type PutCondition = 'always' | 'absent' | { readonly etag: string };

const conflictAttempts = 10;
const answerMs = 15_000;
/** A line slower than this is taken for one that has stalled. */
const slowestBytesPerMs = 256;

/** The whole object, and the ETag that it had. Throws `s3-not-found`. */
export async function readObject(place: S3Place): Promise<{ readonly bytes: Uint8Array; readonly etag: string }> {
  const file = openS3File(s3Url(place));
  let bytes = new Uint8Array();
  let filled = 0;
  for await (const piece of file.read()) {
    if (filled === 0) bytes = new Uint8Array(file.bytes ?? 0);
    bytes.set(piece, filled);
    filled += piece.length;
  }
  if (filled < bytes.length) throw shortRead(place, 0, bytes.length, filled);
  return { bytes, etag: file.etag ?? '' };
}

/** Bytes [start, end) of an object, in `memory` or a new array. Throws `short-read` where it ends before, `s3-not-found`. */
export async function readRange(place: S3Place, start: number, end: number, memory?: Uint8Array): Promise<Uint8Array> {
  if (start < 0 || end <= start) {
    const bytes = (await headObject(place))?.ContentLength;
    if (bytes === undefined) throw s3Error(missing(), place.bucket, place.key);
    if (start !== end || start < 0 || end > bytes) throw shortRead(place, start, end, bytes);
    return new Uint8Array();
  }
  const bytes = memory?.subarray(0, end - start) ?? new Uint8Array(end - start);
  const file = openS3File(s3Url(place));
  const filled = await file.readInto(bytes, start);
  // A range that begins after the end brings nothing, and the size is not told.
  if (filled < bytes.length) throw shortRead(place, start, end, file.bytes);
  return bytes;
}

/** What the store says of an object; undefined where there is none. */
export async function headObject(place: S3Place): Promise<HeadObjectCommandOutput | undefined> {
  try {
    return await s3Connection().client.send(new HeadObjectCommand({ Bucket: place.bucket, Key: place.key }));
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw s3Error(error, place.bucket, place.key);
  }
}

/**
 * Puts an object in one request; false, and nothing changed, where the condition does not hold. A request that was sent
 * again after its answer was lost meets what it wrote itself: each bears a mark of its own by which it knows it.
 */
export async function putObject(place: S3Place, bytes: Uint8Array, condition: PutCondition): Promise<boolean> {
  const writer = randomUUID();
  const command = new PutObjectCommand({
    Bucket: place.bucket,
    Key: place.key,
    Body: bytes,
    ...(condition === 'always' ? {} : { Metadata: { writer } }),
    ...(condition === 'absent' ? { IfNoneMatch: '*' } : {}),
    ...(typeof condition === 'object' ? { IfMatch: condition.etag } : {}),
  });
  for (let attempt = 1; ; attempt++) {
    try {
      await s3Connection().client.send(command, { requestTimeout: uploadMs(bytes.length) });
      return true;
    } catch (error) {
      const status = statusOf(error);
      if (status === 409 && attempt < conflictAttempts) {
        // Another write of this key was under way: the store cannot yet tell who won.
        await pause(50 * attempt * (0.5 + Math.random()));
        continue;
      }
      if (condition !== 'always' && (status === 412 || (status === 404 && condition !== 'absent'))) {
        if (attempt === 1 && !wasRepeated(error)) return false;
        return (await headObject(place))?.Metadata?.['writer'] === writer;
      }
      throw s3Error(error, place.bucket, place.key, 'write');
    }
  }
}

/** Removes an object, if there is one. */
export function deleteObject(place: S3Place): Promise<void> {
  return asked(place, 'delete', async (client) => {
    await client.send(new DeleteObjectCommand({ Bucket: place.bucket, Key: place.key }));
  });
}

/** Sends requests about an object, with the errors of {@link s3Error}. */
export async function asked<T>(place: S3Place, action: S3Action, send: (client: S3Client) => Promise<T>): Promise<T> {
  try {
    return await send(s3Connection().client);
  } catch (error) {
    throw s3Error(error, place.bucket, place.key, action);
  }
}

/** How long a request that brings so many bytes may take. */
export function uploadMs(bytes: number): number {
  return answerMs + bytes / slowestBytesPerMs;
}

function missing(): Error {
  return Object.assign(new Error('no object'), { name: 'NotFound', $metadata: { httpStatusCode: 404 } });
}

function shortRead(place: S3Place, start: number, end: number, bytes: number | undefined): MillraceError {
  const size = bytes === undefined ? 'that ends before' : `of ${bytes} bytes`;
  return new MillraceError('short-read', `bytes ${start} to ${end} were asked of a value ${size}`, {
    at: s3Url(place),
  });
}
