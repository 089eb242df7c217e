import { type FileHandle, open } from 'node:fs/promises';
import { readWhole } from './file-pieces.ts';
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

/** Most files of a folder of small ones fit the first piece; a large file soon comes in large ones. */
const firstPieceBytes = 2 ** 14;
const pieceBytes = 2 ** 18;

function localFile(path: string): SourceFile {
  const live = new Set<FileHandle>();
  let handle: Promise<FileHandle> | undefined;
  return {
    async *read(start = 0, end = Number.POSITIVE_INFINITY) {
      if (end <= start) return;
      const file = await open(path);
      live.add(file);
      try {
        let piece = Buffer.allocUnsafeSlow(firstPieceBytes);
        let used = 0;
        for (let at = start; at < end; ) {
          if (used === piece.length) {
            piece = Buffer.allocUnsafeSlow(Math.min(2 * piece.length, pieceBytes));
            used = 0;
          }
          const { bytesRead } = await file.read(piece, used, Math.min(piece.length - used, end - at), at);
          if (bytesRead === 0) return;
          yield piece.subarray(used, used + bytesRead);
          used += bytesRead;
          at += bytesRead;
        }
      } finally {
        live.delete(file);
        await file.close();
      }
    },
    range: async (start, end) => {
      handle ??= open(path);
      const file = await handle;
      const bytes = new Uint8Array(end - start);
      return bytes.subarray(0, await readWhole(file.fd, bytes, start));
    },
    close: async () => {
      for (const file of live) await file.close();
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
