import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';

export type Compression = 'gzip' | 'zstd';

/** A decompressor of `node:zlib`, fed block by block, that holds no more than about 1 MiB of what came out. */
export interface Decoder {
  /** `ended` where the compressed stream is over and `unused` bytes of the last block are not part of it. */
  readonly state: 'open' | 'ended' | 'failed';
  readonly unused: number;
  /** What comes out of one more block. */
  decode(block: Uint8Array): AsyncGenerator<Uint8Array>;
  /** What comes out at the end of the input; `state` is `failed` afterwards where the stream was cut short. */
  finish(): AsyncGenerator<Uint8Array>;
  close(): void;
}

const heldBytes = 1 << 20;
const chunkSize = 64 * 1024;
const frameMarkBytes = 4;

type Signal = 'done' | 'full' | 'ended' | { readonly failure: string | undefined };

/** `deflate` is what is within a gzip member, without its head and tail. */
export function openDecoder(compression: Compression | 'deflate'): Decoder {
  const stream = openStream(compression);
  const signals: Signal[] = [];
  let wake: (() => void) | undefined;
  const send = (signal: Signal) => {
    signals.push(signal);
    wake?.();
  };
  let pieces: Uint8Array[] = [];
  let held = 0;
  stream.on('data', (piece: Uint8Array) => {
    pieces.push(piece);
    held += piece.length;
    if (held < heldBytes) return;
    stream.pause();
    send('full');
  });
  stream.on('end', () => send('ended'));
  stream.on('error', (error: NodeJS.ErrnoException) => send({ failure: error.code }));

  const decoder = { state: 'open' as Decoder['state'], unused: 0, decode, finish, close: () => void stream.destroy() };
  return decoder;

  /** Pieces up to the next signal other than `full`, which is the result. */
  async function* run(start: () => void): AsyncGenerator<Uint8Array, Exclude<Signal, 'full'>> {
    start();
    for (;;) {
      if (signals.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const signal = signals.shift();
      const taken = pieces;
      pieces = [];
      held = 0;
      yield* taken;
      if (signal === 'full') stream.resume();
      else if (signal !== undefined) return signal;
    }
  }

  async function* decode(block: Uint8Array): AsyncGenerator<Uint8Array> {
    const before = stream.bytesWritten;
    const signal = yield* run(() => stream.write(block, (error) => error ?? send('done')));
    if (signal === 'ended') decoder.state = 'ended';
    else if (signal !== 'done') decoder.state = 'failed';
    decoder.unused = block.length - (stream.bytesWritten - before);
  }

  async function* finish(): AsyncGenerator<Uint8Array> {
    if (compression !== 'zstd') {
      const signal = yield* run(() => stream.end());
      decoder.state = signal === 'ended' ? 'ended' : 'failed';
      return;
    }
    // Node takes the end of a cut zstd frame for a good one. A zero byte begins no frame: only a decoder that stands
    // between two frames, or within the mark that begins one, refuses it as such.
    const inMark = stream.bytesWritten < frameMarkBytes;
    const signal = yield* run(() => stream.write(Uint8Array.of(0), (error) => error ?? send('done')));
    const between = signal === 'ended' || (signal !== 'done' && signal.failure === 'ZSTD_error_prefix_unknown');
    decoder.state = between && !inMark ? 'ended' : 'failed';
  }
}

function openStream(compression: Compression | 'deflate') {
  if (compression === 'zstd') return createZstdDecompress({ chunkSize });
  return compression === 'gzip' ? createGunzip({ chunkSize }) : createInflateRaw({ chunkSize });
}
