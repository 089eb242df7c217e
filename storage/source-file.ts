import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { isHttpUrl } from './http/http-url.ts';
import { isS3Url } from './s3/s3-url.ts';

/** A file that a build reads: a local one, an object in an S3-compatible store, or what a web server has. */
export interface SourceFile {
  /** Bytes [start, end), or to the end, in pieces of any size. Fewer where the file ends before. Any number of times. */
  read(start?: number, end?: number): AsyncIterable<Uint8Array>;
  /** Bytes [start, end) at once; fewer where the file ends before. */
  range(start: number, end: number): Promise<Uint8Array>;
  /** Ends what is still being read. */
  close(): Promise<void>;
}

/** True for what is asked for over a network. */
export function isRemote(path: string): boolean {
  return isS3Url(path) || isHttpUrl(path);
}

/** The file at a path, or at an `s3://`, `https://` or `http://` URL. Nothing is opened before it is read, so errors come then. */
export function openSourceFile(path: string): SourceFile {
  return isRemote(path) ? remoteFile(path) : localFile(path);
}

function localFile(path: string): SourceFile {
  const live = new Set<ReadStream>();
  let handle: Promise<FileHandle> | undefined;
  return {
    async *read(start = 0, end) {
      if (end !== undefined && end <= start) return;
      const last = end === undefined ? {} : { end: end - 1 };
      const stream = createReadStream(path, { start, ...last, highWaterMark: 1 << 18 });
      live.add(stream);
      yield* stream as AsyncIterable<Buffer>;
      live.delete(stream);
    },
    range: async (start, end) => {
      handle ??= open(path);
      const file = await handle;
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    close: async () => {
      for (const stream of live) stream.destroy();
      await (await handle?.catch(() => undefined))?.close();
    },
  };
}

/** A local build never loads the client. */
function remoteFile(url: string): SourceFile {
  let file: SourceFile | undefined;
  let closed = false;
  const opened = async (): Promise<SourceFile> => {
    file ??= await openRemote(url);
    if (closed) await file.close();
    return file;
  };
  return {
    async *read(start, end) {
      yield* (await opened()).read(start, end);
    },
    range: async (start, end) => (await opened()).range(start, end),
    close: async () => {
      closed = true;
      await file?.close();
    },
  };
}

async function openRemote(url: string): Promise<SourceFile> {
  if (isS3Url(url)) return (await import('./s3/s3-file.ts')).openS3File(url);
  return (await import('./http/http-file.ts')).openHttpFile(url);
}
