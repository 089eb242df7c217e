import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { MillraceError } from '../../core/errors.ts';
import type { SourceFile } from '../source-file.ts';
import { takeWithoutStalls, withoutStalls } from '../stalls.ts';
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
  /** Fills an array with what begins at `start`; gives how many bytes there were. A third less time than `read`. */
  readonly readInto: (target: Uint8Array, start: number) => Promise<number>;
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

  /** Bytes [at, end), by as many answers as it takes. */
  function openReading(start: number, end: number | undefined) {
    let patient = performance.now() + patienceMs;
    let waitMs = 100;
    let answer: Answer | undefined;
    let cut: unknown;
    const reading = {
      at: start,
      /** The answer that goes on from `at`; undefined where all is there. */
      next: async (): Promise<Readable | undefined> => {
        if (answer !== undefined) {
          live.delete(answer.body);
          answer.body.destroy();
          if (reading.at >= answer.end || closed) return undefined;
          if (performance.now() > patient) throw s3Error(cut ?? new Error('short'), place.bucket, place.key);
          await pause(waitMs);
          waitMs = Math.min(2 * waitMs, 5000);
        }
        if (end !== undefined && reading.at >= end) return undefined;
        answer = await ask(place, reading.at, end, etag);
        if (answer === undefined) return undefined;
        if (closed) {
          answer.body.destroy();
          return undefined;
        }
        etag ??= answer.etag;
        bytes = answer.total;
        live.add(answer.body);
        return answer.body;
      },
      took: (piece: Uint8Array): void => {
        reading.at += piece.length;
        waitMs = 50;
        patient = performance.now() + patienceMs;
      },
      broke: (error: unknown): void => {
        if (!isCut(error)) throw s3Error(error, place.bucket, place.key);
        cut = error;
      },
      end: (): void => {
        if (answer === undefined) return;
        live.delete(answer.body);
        answer.body.destroy();
      },
    };
    return reading;
  }

  async function* read(start = 0, end?: number): AsyncGenerator<Uint8Array> {
    const reading = openReading(start, end);
    try {
      for (let body = await reading.next(); body !== undefined; body = await reading.next()) {
        try {
          for await (const piece of withoutStalls(body)) {
            reading.took(piece);
            yield piece;
          }
        } catch (error) {
          reading.broke(error);
        }
      }
    } finally {
      reading.end();
    }
  }

  async function readInto(target: Uint8Array, start: number): Promise<number> {
    const reading = openReading(start, start + target.length);
    try {
      for (let body = await reading.next(); body !== undefined; body = await reading.next()) {
        const take = (piece: Uint8Array): void => {
          target.set(piece, reading.at - start);
          reading.took(piece);
        };
        await takeWithoutStalls(body, take).catch(reading.broke);
      }
    } finally {
      reading.end();
    }
    return reading.at - start;
  }

  return {
    get bytes() {
      return bytes;
    },
    get etag() {
      return etag;
    },
    read,
    readInto,
    range: async (start, end) => {
      const target = new Uint8Array(Math.max(0, end - start));
      return target.subarray(0, await readInto(target, start));
    },
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
