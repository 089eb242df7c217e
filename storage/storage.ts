/**
 * Bytes by key: what Millrace requires of a place to keep a dataset. Keys use `/` and never begin with it.
 *
 * Required: a value is visible whole or not at all; `putIfAbsent` has one winner among any number of hosts;
 * `list` shows every value whose write has returned.
 */
export interface Storage {
  /** Where it is, for people: a folder's path or `s3://bucket/prefix`. */
  readonly location: string;
  /** The whole value. Throws MillraceError `not-found`. */
  get(key: string): Promise<Uint8Array>;
  /** Bytes [start, end) of a value. */
  getRange(key: string, start: number, end: number): Promise<Uint8Array>;
  /** Bytes in a value, or undefined where there is none. */
  size(key: string): Promise<number | undefined>;
  /** Replaces the value. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Creates the value; false, and nothing changed, where the key has one. */
  putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean>;
  /** Keys under a prefix, in code-unit order, with their sizes. */
  list(prefix: string): Promise<readonly { readonly key: string; readonly bytes: number }[]>;
  delete(key: string): Promise<void>;
  /** Opens a value to be written in pieces; nothing is visible before `finish`. */
  open(): Promise<StorageWriter>;
}

export interface StorageWriter {
  /** Bytes written. */
  readonly bytes: number;
  write(piece: Uint8Array): Promise<void>;
  /** Publishes under the key that `name` makes of the SHA-256 (lower-case hexadecimal) of the bytes. */
  finish(
    name: (sha256: string) => string,
  ): Promise<{ readonly key: string; readonly sha256: string; readonly bytes: number }>;
  /** Throws what was written away. */
  abort(): Promise<void>;
}
