import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { MillraceError } from '../../core/errors.ts';
import { joinPieces } from '../join-pieces.ts';
import type { SourceFile } from '../source-file.ts';
import { withoutStalls } from '../stalls.ts';
import { s3Connection } from './s3-client.ts';
import { isCut, s3Error } from './s3-errors.ts';
import { parseS3Url, type S3Place } from './s3-url.ts';

/** Without a byte for so long, no further attempt is made. */
const patienceMs = 45_000;

interface Answer {
  readonly body: Readable;
  readonly etag: string | undefined;
  /** Bytes of the whole object. */
  readonly total: number;
  /** Offset after the last byte that this answer promises. */
  readonly end: number;
}

/** An object as a source file. */
export interface S3File extends SourceFile {
  /** Bytes of the whole object; undefined before its first byte was read. */
  readonly bytes: number | undefined;
  /** Its ETag, known with its size. */
  readonly etag: string | undefined;
}

/**
 * Opens an object. A connection that breaks or falls silent is opened again where it ended, for the same object: one
 * that was replaced meanwhile is `s3-changed`. Cost: a request for each `read` and `range`.
 *
 * @throws {MillraceError} as `s3Error` tells, as it is read
 */
export function openS3File(url: string): S3File {
  const place = parseS3Url(url);
  const live = new Set<Readable>();
  let etag: string | undefined;
  let bytes: number | undefined;
  let closed = false;

  async function* read(start = 0, end?: number): AsyncGenerator<Uint8Array> {
    let at = start;
    let patient = performance.now() + patienceMs;
    for (let waitMs = 100; end === undefined || at < end; waitMs = Math.min(2 * waitMs, 5000)) {
      const answer = await ask(place, at, end, etag);
      if (answer === undefined) return;
      if (closed) {
        answer.body.destroy();
        return;
      }
      etag ??= answer.etag;
      bytes = answer.total;
      live.add(answer.body);
      let cut: unknown;
      try {
        for await (const piece of withoutStalls(answer.body)) {
          at += piece.length;
          yield piece;
          waitMs = 50;
          patient = performance.now() + patienceMs;
        }
      } catch (error) {
        if (!isCut(error)) throw s3Error(error, place.bucket, place.key);
        cut = error;
      } finally {
        live.delete(answer.body);
        answer.body.destroy();
      }
      if (at >= answer.end || closed) return;
      if (performance.now() > patient) throw s3Error(cut ?? new Error('short'), place.bucket, place.key);
      await pause(waitMs);
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    get etag() {
      return etag;
    },
    read,
    range: (start, end) => joinPieces(read(start, end)),
    close: async () => {
      closed = true;
      for (const body of live) body.destroy();
    },
  };
}

/** Undefined where the object ends before `start`. */
async function ask(
  { bucket, key }: S3Place,
  start: number,
  end: number | undefined,
  etag: string | undefined,
): Promise<Answer | undefined> {
  const whole = start === 0 && end === undefined;
  try {
    const { client } = s3Connection();
    const answer = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        // An empty object has no range at all.
        ...(whole ? {} : { Range: `bytes=${start}-${end === undefined ? '' : end - 1}` }),
        ...(etag ? { IfMatch: etag } : {}),
      }),
    );
    const body = answer.Body;
    if (!(body instanceof Readable)) throw new TypeError('Expected a stream');
    const length = answer.ContentLength;
    const [, from = '0', total = String(length)] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.ContentRange ?? '') ?? [];
    // Without a length, an answer that was cut off would pass for a whole one.
    if (length === undefined || Number(from) !== start || (end !== undefined && length > end - start)) {
      body.destroy();
      throw new MillraceError('s3-failed', `the store of the bucket ${bucket} gives other bytes than were asked for`, {
        at: `s3://${bucket}/${key}`,
        hint: 'Its answers must have a Content-Length, and honour ranges.',
      });
    }
    return { body, etag: answer.ETag, total: Number(total), end: start + length };
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 416) return undefined;
    throw s3Error(error, bucket, key);
  }
}
