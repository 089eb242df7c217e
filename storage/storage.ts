/**
 * Bytes by key: what Millrace requires of a place to keep a dataset. Keys use `/`, never begin or end with it, and
 * have no segment that is empty, `.` or `..`.
 *
 * Required: a value is visible whole or not at all; `putIfAbsent` has one winner among any number of hosts;
 * `list` shows every value whose write has returned.
 */
export interface Storage {
  /** Where it is, for people: a folder's path or `s3://bucket/prefix`. */
  readonly location: string;
  /** What a request costs, in bytes that could be read in its time: ranges nearer to each other are better read as one. */
  readonly requestCostBytes: number;
  /** The whole value. Throws MillraceError `not-found`. */
  get(key: string): Promise<Uint8Array>;
  /**
   * Bytes [start, end) of a value, which may stand in `memory`, if that is given: it has room for as many.
   * Throws MillraceError `not-found`, `short-read` where the value ends before `end`.
   */
  getRange(key: string, start: number, end: number, memory?: Uint8Array): Promise<Uint8Array>;
  /** Bytes in a value, or undefined where there is none. */
  size(key: string): Promise<number | undefined>;
  /** Replaces the value. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Creates the value; false, and nothing changed, where the key has one. */
  putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean>;
  /** The whole value and its tag; undefined where there is none. */
  getTagged(key: string): Promise<TaggedValue | undefined>;
  /**
   * Replaces the value where its tag still is `tag`; false, and nothing changed, where it is another or is gone. One
   * winner among any number of hosts, as long as the key is written by this and by `putIfAbsent` alone.
   */
  replaceIf(key: string, bytes: Uint8Array, tag: string): Promise<boolean>;
  /**
   * Makes `to` a value equal to that of `from`, which no byte of it passes through this process for. A value that `to`
   * had is replaced. Throws MillraceError `not-found`.
   */
  copy(from: string, to: string): Promise<void>;
  /** Keys under a prefix that is '' or ends with `/`, in code-unit order, with their sizes. Costs a walk of them all. */
  list(prefix: string): Promise<readonly StoredValue[]>;
  /** As `list`, without the sizes, which a folder must be asked of each value for. */
  keys(prefix: string): Promise<readonly string[]>;
  /** Names one level under a prefix that is '' or ends with `/` which have keys below them, in code-unit order. */
  folders(prefix: string): Promise<readonly string[]>;
  /** Removes the value, if there is one. */
  delete(key: string): Promise<void>;
  /** Removes some hundred values at most, some at once. */
  deleteAll(keys: readonly string[]): Promise<void>;
  /** Opens a value to be written in pieces; nothing is visible before `finish`. */
  open(): Promise<StorageWriter>;
  /**
   * Removes what writers that are gone have left where no key shows it, and gives how many there were. Gone are those
   * whose process has ended and, where that cannot be seen, those that began {@link abandonedAfterMs} ago.
   */
  removeAbandoned(): Promise<number>;
}

/** A writer elsewhere that has been at one value for so long is taken to be gone: a day. */
export const abandonedAfterMs: number = 24 * 3600 * 1000;

/** A value, and what tells it from the values that its key had before and will have. */
export interface TaggedValue {
  readonly bytes: Uint8Array;
  readonly tag: string;
}

export interface StoredValue {
  readonly key: string;
  readonly bytes: number;
}

export interface StorageWriter {
  /** Bytes written. */
  readonly bytes: number;
  /** Appends a piece; it may be reused once the promise settles. After an error only `abort` is left. */
  write(piece: Uint8Array): Promise<void>;
  /**
   * Publishes under the key that `name` makes of the SHA-256 (lower-case hexadecimal) of the bytes.
   * A value of the same size that is there already is taken to be the same one, so a repeat is free; one of
   * another size is replaced.
   */
  finish(
    name: (sha256: string) => string,
  ): Promise<{ readonly key: string; readonly sha256: string; readonly bytes: number }>;
  /** Throws what was written away. Does nothing after `finish`. */
  abort(): Promise<void>;
}
