import type { OwnWindow } from './stream-plan.ts';

/**
 * Shared memory of one window, used for one after the other. The arrays of samples have a place for each sample of
 * this rank, in stream order.
 */
export interface WindowMemory {
  /** Count of groups that reader threads have taken. */
  readonly taken: Int32Array;
  /** For each sample of the window in reading order: where it goes, or −1 where it is of another rank. */
  readonly slots: Int32Array;
  readonly tokens: Uint16Array | Uint32Array;
  /** As long as `tokens`, where the stream marks them. */
  readonly marks?: Uint8Array;
  readonly used: Int32Array;
  readonly labels: Int32Array;
  readonly shards: Uint32Array;
  readonly rows: Uint32Array;
}

/** More than there are groups in any window: a thread that counts from here takes none. */
export const noneLeft = 2 ** 30;

/** Memory: (length × id bytes + 16) bytes for each of `ownSamples`, `length` more for marks; 4 for each of `samples`. */
export function openWindowMemory(shape: {
  readonly samples: number;
  readonly ownSamples: number;
  readonly length: number;
  readonly idBytes: 2 | 4;
  readonly marked?: boolean;
}): WindowMemory {
  const { samples, ownSamples, length, idBytes } = shape;
  const words = (count: number): SharedArrayBuffer => new SharedArrayBuffer(4 * count);
  const tokens = new SharedArrayBuffer(ownSamples * length * idBytes);
  return {
    taken: new Int32Array(words(1)),
    slots: new Int32Array(words(samples)),
    tokens: idBytes === 2 ? new Uint16Array(tokens) : new Uint32Array(tokens),
    ...(shape.marked === true ? { marks: new Uint8Array(new SharedArrayBuffer(ownSamples * length)) } : {}),
    used: new Int32Array(words(ownSamples)),
    labels: new Int32Array(words(ownSamples)),
    shards: new Uint32Array(words(ownSamples)),
    rows: new Uint32Array(words(ownSamples)),
  };
}

/** A window whose samples of the rank are in memory, from place 0 on. */
export interface FilledWindow extends OwnWindow {
  readonly memory: WindowMemory;
}
