import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
const heldBytes = 1 << 20;
const chunkSize = 64 * 1024;
const frameMarkBytes = 4;
/** `deflate` is what is within a gzip member, without its head and tail. */
export function openDecoder(compression) {
    const stream = openStream(compression);
    const signals = [];
    let wake;
    const send = (signal) => {
        signals.push(signal);
        wake?.();
    };
    let pieces = [];
    let held = 0;
    stream.on('data', (piece) => {
        pieces.push(piece);
        held += piece.length;
        if (held < heldBytes)
            return;
        stream.pause();
        send('full');
    });
    stream.on('end', () => send('ended'));
    stream.on('error', (error) => send({ failure: error.code }));
    const decoder = { state: 'open', unused: 0, decode, finish, close: () => void stream.destroy() };
    return decoder;
    /** Pieces up to the next signal other than `full`, which is the result. */
    async function* run(start) {
        start();
        for (;;) {
            if (signals.length === 0)
                await new Promise((resolve) => (wake = resolve));
            const signal = signals.shift();
            const taken = pieces;
            pieces = [];
            held = 0;
            yield* taken;
            if (signal === 'full')
                stream.resume();
            else if (signal !== undefined)
                return signal;
        }
    }
    async function* decode(block) {
        const before = stream.bytesWritten;
        const signal = yield* run(() => stream.write(block, (error) => error ?? send('done')));
        if (signal === 'ended')
            decoder.state = 'ended';
        else if (signal !== 'done')
            decoder.state = 'failed';
        decoder.unused = block.length - (stream.bytesWritten - before);
    }
    async function* finish() {
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
function openStream(compression) {
    if (compression === 'zstd')
        return createZstdDecompress({ chunkSize });
    return compression === 'gzip' ? createGunzip({ chunkSize }) : createInflateRaw({ chunkSize });
}
//# sourceMappingURL=stream-decoder.js.map